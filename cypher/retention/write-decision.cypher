// Writes a review decision on a person where the newest that its maker may see is the one that they saw. Two who decide
// at once wait for each other; the same decision in the same words is made once. It follows the record when records are
// merged or parted.
// @mode write
// @param decision {id: String, marking: String, decision: String, reason: String, reviewOn: Date?, groupId: String, lastFactOn: Date?, by: String, at: DateTime}
// @param personId String
// @param visible List<String>
// @param expected String?   id of the newest decision that the decider saw
// @column written Boolean
// @column latest String?    id of the newest decision before
// @column same Boolean
// @plan unique index on Person.id
MATCH (p:Person {id: $personId}) WHERE p.marking IN $visible
SET p.deciding = true
REMOVE p.deciding
WITH p, COLLECT {
  MATCH (d:RetentionDecision)-[:DECIDES]->(p) WHERE d.marking IN $visible
  RETURN d ORDER BY d.at DESC, d.id DESC LIMIT 1
}[0] AS latest
WITH p, latest, coalesce(latest.id, '') = coalesce($expected, '') AS expected,
     coalesce(latest.decision = $decision.decision AND latest.by = $decision.by AND latest.reason = $decision.reason
       AND coalesce(toString(latest.reviewOn), '') = coalesce(toString($decision.reviewOn), ''), false) AS same
FOREACH (_ IN CASE WHEN expected AND NOT same THEN [1] ELSE [] END |
  CREATE (d:RetentionDecision)
  SET d = $decision
  CREATE (d)-[:DECIDES {recordId: $personId, stated: 'retention', marking: $decision.marking}]->(p))
RETURN expected AND NOT same AS written, latest.id AS latest, same
