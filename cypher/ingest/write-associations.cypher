// Creates or replaces ties between persons.
// @mode write
// @timeout 120s
// @param rows List<{exists: Boolean, link: {recordId: String, otherRecordId: String, marking: String, markingSet: String?, markingOver: String?, markingStated: String?, asOf: Date?, olderAsOf: String?, endedOn: Date?, importId: String, kind: String?, from: Date?, fromPrecision: String?, fromText: String?, to: Date?, toPrecision: String?, weight: Float?, extra: String?}}>
// @param joins Map
// @column marking String
// @plan unique index on SourceRecord.id
UNWIND $rows AS row
MATCH (s:SourceRecord {id: row.link.recordId})-[:DESCRIBES]->(p:Person)
MATCH (t:SourceRecord {id: row.link.otherRecordId})-[:DESCRIBES]->(q:Person)
CALL (p, q, row) {
  WITH p, q, row WHERE row.exists
  MATCH (p)-[r:TIED_TO]->(q)
  WHERE r.recordId = row.link.recordId AND r.otherRecordId = row.link.otherRecordId
    AND coalesce(r.kind, '') = coalesce(row.link.kind, '') AND coalesce(r.fromText, '') = coalesce(row.link.fromText, '')
  DELETE r
}
WITH row, p, q, $joins[$joins[row.link.marking + '|' + s.marking] + '|' + t.marking] AS marking
CREATE (p)-[r:TIED_TO]->(q)
SET r = row.link, r.marking = marking
FOREACH (_ IN CASE WHEN marking <> row.link.marking THEN [1] ELSE [] END | SET r.rowMarking = row.link.marking)
RETURN DISTINCT marking
