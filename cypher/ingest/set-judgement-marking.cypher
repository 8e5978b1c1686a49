// Sets the marking that a person decided on, beside what the source states: the decision's own, which its records can raise.
// @mode write
// @param id String
// @param marking String
// @param over String    what the source stated when it was decided
// @column recordId String  the records that it is on
// @plan unique index on Judgement.id
MATCH (j:Judgement {id: $id})
SET j.rowMarking = $marking, j.markingSet = $marking, j.markingOver = $over, j.markingStated = $over
WITH j
MATCH (j)-[:ON]->(s:SourceRecord)
RETURN s.id AS recordId
