// The frozen runs of the same programme before a run, newest first: of an earlier last day, or of its own and made
// earlier.
// @mode read
// @param id String
// @param visible List<String>
// @column id String
// @column size Integer   how many it lists at most
// @plan unique index on LeagueRun.id, range index on LeagueRun.programme and lastDay
MATCH (r:LeagueRun {id: $id}) WHERE r.marking IN $visible
MATCH (b:LeagueRun)
WHERE b.programme = r.programme AND b.lastDay <= r.lastDay AND b.marking IN $visible AND b.status = 'FROZEN'
  AND (b.lastDay < r.lastDay OR b.madeAt < r.madeAt OR (b.madeAt = r.madeAt AND b.id < r.id))
RETURN b.id AS id, b.size AS size
ORDER BY b.lastDay DESC, b.madeAt DESC, b.id DESC
