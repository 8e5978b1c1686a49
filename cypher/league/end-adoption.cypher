// Ends an adoption that stands; it stays as a record. Two who end it at once wait for each other.
// @mode write
// @param id String
// @param visible List<String>
// @param by String
// @param at DateTime
// @param reason String
// @column personId String
// @column status String
// @column endedBy String?
// @column endedReason String?
// @plan unique index on Adoption.id
MATCH (a:Adoption {id: $id})-[:ADOPTS]->(p:Person) WHERE a.marking IN $visible AND p.marking IN $visible
SET a.ending = true
REMOVE a.ending
WITH a, p
FOREACH (_ IN CASE WHEN a.status = 'ADOPTED' THEN [1] ELSE [] END |
  SET a.status = 'ENDED', a.endedBy = $by, a.endedAt = $at, a.endedReason = $reason)
RETURN p.id AS personId, a.status AS status, a.endedBy AS endedBy, a.endedReason AS endedReason
