// Sets the marking that a person decided on for a source record, beside what the source states, and that of what its own row
// states: the telephone, e-mail address and home. Links of other rows follow by change-record-markings.
// @mode write
// @param id String
// @param marking String
// @param over String    what the source stated when it was decided
// @plan unique index on SourceRecord.id
MATCH (s:SourceRecord {id: $id})
SET s.marking = $marking, s.markingSet = $marking, s.markingOver = $over, s.markingStated = $over
WITH s
MATCH (s)-[:DESCRIBES]->(p:Person)
CALL (s, p) {
  MATCH (p)-[r:USED|LIVED_AT]->(x) WHERE r.recordId = s.id AND r.stated = 'persons.csv'
  SET r.marking = $marking
  FOREACH (home IN CASE WHEN x:Location THEN [x] ELSE [] END | SET home.marking = $marking)
}
