// A stored run without those it ranks.
// @mode read
// @param id String
// @param visible List<String>
// @column id String
// @column marking String
// @column status String           DRAFT or FROZEN
// @column madeAt DateTime
// @column madeBy String
// @column frozenAt DateTime?
// @column frozenBy String?
// @column frozenReason String?
// @column content String          JSON: what was asked, what was known, totals
// @column exclusions String       JSON
// @column erasures Integer         how often somebody was taken out of it
// @column erasedIds List<String>   stand-ins of whom, and
// @column erasedPlaces List<Integer>  where each stood among everybody's ids
// @plan unique index on LeagueRun.id
MATCH (r:LeagueRun {id: $id}) WHERE r.marking IN $visible
RETURN r.id AS id, r.marking AS marking, r.status AS status, r.madeAt AS madeAt, r.madeBy AS madeBy,
       r.frozenAt AS frozenAt, r.frozenBy AS frozenBy, r.frozenReason AS frozenReason, r.content AS content,
       r.exclusions AS exclusions, coalesce(r.erasures, 0) AS erasures, coalesce(r.erasedIds, []) AS erasedIds,
       coalesce(r.erasedPlaces, []) AS erasedPlaces
