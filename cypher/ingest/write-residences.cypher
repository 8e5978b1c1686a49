// Creates or replaces residences.
// @mode write
// @timeout 120s
// @param rows List<{locationId: String, exists: Boolean, link: {recordId: String, marking: String, markingSet: String?, markingOver: String?, markingStated: String?, asOf: Date?, olderAsOf: String?, endedOn: Date?, importId: String, from: Date?, fromPrecision: String?, fromText: String?, to: Date?, toPrecision: String?, extra: String?}}>
// @param joins Map
// @column marking String
// @plan unique indexes on SourceRecord.id and Location.id
UNWIND $rows AS row
MATCH (s:SourceRecord {id: row.link.recordId})-[:DESCRIBES]->(p:Person)
MATCH (l:Location {id: row.locationId})
CALL (p, l, row) {
  WITH p, l, row WHERE row.exists
  MATCH (p)-[r:LIVED_AT]->(l) WHERE r.recordId = row.link.recordId AND coalesce(r.fromText, '') = coalesce(row.link.fromText, '') AND r.stated IS NULL
  DELETE r
}
WITH row, p, l, $joins[row.link.marking + '|' + s.marking] AS marking
CREATE (p)-[r:LIVED_AT]->(l)
SET r = row.link, r.marking = marking
FOREACH (_ IN CASE WHEN marking <> row.link.marking THEN [1] ELSE [] END | SET r.rowMarking = row.link.marking)
RETURN DISTINCT marking
