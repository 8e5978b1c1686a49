// The stored runs of a programme that end on one of these days: frozen ones first, of those the one made last.
// @mode read
// @param programme String
// @param days List<Date>
// @param visible List<String>
// @column id String
// @column lastDay Date
// @column status String      DRAFT or FROZEN
// @column backfilled Boolean
// @plan range index on LeagueRun.programme and lastDay
UNWIND $days AS day
MATCH (r:LeagueRun)
WHERE r.programme = $programme AND r.lastDay = day AND r.marking IN $visible
RETURN r.id AS id, r.lastDay AS lastDay, r.status AS status, r.backfilled AS backfilled
ORDER BY lastDay, status DESC, r.madeAt DESC, id DESC
