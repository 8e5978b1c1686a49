// The newest frozen run of a programme up to a day; of one day the one made last.
// @mode read
// @param programme String
// @param lastDay Date
// @param visible List<String>
// @column id String
// @plan range index on LeagueRun.programme and lastDay
MATCH (r:LeagueRun)
WHERE r.programme = $programme AND r.lastDay <= $lastDay AND r.status = 'FROZEN' AND r.marking IN $visible
RETURN r.id AS id
ORDER BY r.lastDay DESC, r.madeAt DESC, r.id DESC
LIMIT 1
