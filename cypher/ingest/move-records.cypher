// Moves records, and every link that rests on them, to the person they are now read as.
// @mode write
// @timeout 120s
// @param rows List<{recordId: String, personId: String}>
// @plan unique index on SourceRecord.id, then the links of the person
UNWIND $rows AS row
MATCH (s:SourceRecord {id: row.recordId})-[d:DESCRIBES]->(from:Person)
WHERE from.id <> row.personId
MERGE (to:Person {id: row.personId})
ON CREATE SET to.marking = s.marking
CREATE (s)-[n:DESCRIBES]->(to)
SET n = properties(d)
DELETE d
WITH row, from, to
CALL (row, from, to) {
  MATCH (from)-[r]->(x) WHERE r.recordId = row.recordId
  CREATE (to)-[n:$(type(r))]->(x)
  SET n = properties(r)
  DELETE r
}
CALL (row, from, to) {
  MATCH (from)<-[r]-(x)
  WHERE NOT x:SourceRecord AND ((type(r) = 'TIED_TO' AND r.otherRecordId = row.recordId) OR (type(r) <> 'TIED_TO' AND r.recordId = row.recordId))
  CREATE (to)<-[n:$(type(r))]-(x)
  SET n = properties(r)
  DELETE r
}
