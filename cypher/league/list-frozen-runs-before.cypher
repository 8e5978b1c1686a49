// The frozen runs of a programme whose last day is before a day, newest first.
// @mode read
// @param programme String
// @param lastDay Date
// @param visible List<String>
// @column id String
// @plan range index on LeagueRun.programme and lastDay
MATCH (r:LeagueRun)
WHERE r.programme = $programme AND r.lastDay < $lastDay AND r.status = 'FROZEN' AND r.marking IN $visible
RETURN r.id AS id
ORDER BY r.lastDay DESC, r.madeAt DESC
