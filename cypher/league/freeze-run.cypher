// Freezes a draft. Two who freeze at once wait for each other, and the second finds it frozen and changes nothing.
// @mode write
// @param id String
// @param visible List<String>
// @param at DateTime
// @param by String
// @param reason String
// @column frozenBy String
// @column frozenAt DateTime
// @column frozenReason String
// @plan unique index on LeagueRun.id
MATCH (r:LeagueRun {id: $id}) WHERE r.marking IN $visible
SET r.freezing = true
REMOVE r.freezing
WITH r
FOREACH (_ IN CASE WHEN r.status = 'DRAFT' THEN [1] ELSE [] END |
  SET r.status = 'FROZEN', r.frozenAt = $at, r.frozenBy = $by, r.frozenReason = $reason)
RETURN r.frozenBy AS frozenBy, r.frozenAt AS frozenAt, r.frozenReason AS frozenReason
