// The stored runs of a programme, newest last day first; of one day the one that was made last.
// @mode read
// @param programme String
// @param visible List<String>
// @param after {lastDay: Date, madeAt: DateTime, id: String}?
// @param limit Integer
// @column id String
// @column marking String
// @column status String           DRAFT or FROZEN
// @column madeAt DateTime
// @column madeBy String
// @column frozenAt DateTime?
// @column frozenBy String?
// @column frozenReason String?
// @column content String          JSON: what was asked, what was known, totals
// @column lastDay Date
// @column erasures Integer         how often somebody was taken out of it
// @column erasedIds List<String>   stand-ins of whom, and
// @column erasedPlaces List<Integer>  where each stood among everybody's ids
// @plan range index on LeagueRun.programme and lastDay
MATCH (r:LeagueRun)
WHERE r.programme = $programme AND r.marking IN $visible
  AND ($after IS NULL OR r.lastDay < $after.lastDay
    OR (r.lastDay = $after.lastDay AND (r.madeAt < $after.madeAt OR (r.madeAt = $after.madeAt AND r.id < $after.id))))
RETURN r.id AS id, r.marking AS marking, r.status AS status, r.madeAt AS madeAt, r.madeBy AS madeBy,
       r.frozenAt AS frozenAt, r.frozenBy AS frozenBy, r.frozenReason AS frozenReason, r.content AS content,
       r.lastDay AS lastDay, coalesce(r.erasures, 0) AS erasures, coalesce(r.erasedIds, []) AS erasedIds,
       coalesce(r.erasedPlaces, []) AS erasedPlaces
ORDER BY lastDay DESC, madeAt DESC, id DESC
LIMIT $limit
