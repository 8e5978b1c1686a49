// Carries a record's changed marking to every link that rests on it.
// @mode write
// @timeout 60s
// @param rows List<{id: String, marking: String}>
// @param joins Map  least upper bound by 'a|b'
// @plan unique index on SourceRecord.id, then the person's links
UNWIND $rows AS row
MATCH (s:SourceRecord {id: row.id})-[d:DESCRIBES]->(p:Person)
SET d.marking = row.marking
WITH row, p
MATCH (p)-[r]-() WHERE r.recordId = row.id OR r.otherRecordId = row.id
SET r.rowMarking = coalesce(r.rowMarking, r.marking)
SET r.marking = $joins[r.rowMarking + '|' + row.marking]
