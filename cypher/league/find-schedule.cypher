// When a programme's runs were last made and last frozen; runs that were made for a past date are no part of it.
// @mode read
// @param programme String
// @param visible List<String>
// @column lastRun String?          id
// @column lastRunAt DateTime?
// @column lastFrozen String?       id
// @column lastFrozenAt DateTime?
// @plan range index on LeagueRun.programme and lastDay
OPTIONAL MATCH (r:LeagueRun)
WHERE r.programme = $programme AND r.marking IN $visible AND NOT r.backfilled
WITH r ORDER BY r.madeAt DESC, r.id DESC
WITH collect(r) AS runs
WITH runs[0] AS last, runs, reduce(frozen = null, run IN runs |
  CASE WHEN run.frozenAt IS NOT NULL AND (frozen IS NULL OR run.frozenAt > frozen.frozenAt) THEN run ELSE frozen END) AS frozen
RETURN last.id AS lastRun, last.madeAt AS lastRunAt, frozen.id AS lastFrozen, frozen.frozenAt AS lastFrozenAt
