// Creates or replaces roles of persons in offences.
// @mode write
// @timeout 120s
// @param rows List<{type: String, offenceId: String, exists: Boolean, link: {recordId: String, marking: String, markingSet: String?, markingOver: String?, markingStated: String?, asOf: Date?, olderAsOf: String?, endedOn: Date?, importId: String, firstImportId: String?, status: String?, since: Date?, relationship: String?, victimId: String?, age: Integer?, extra: String?}}>
// @param joins Map
// @column marking String  of role and offence together: a role in a hidden offence changes nothing below it
// @plan unique indexes on SourceRecord.id and Offence.id
UNWIND $rows AS row
MATCH (s:SourceRecord {id: row.link.recordId})-[:DESCRIBES]->(p:Person)
MATCH (o:Offence {id: row.offenceId})
CALL (p, o, row) {
  WITH p, o, row WHERE row.exists
  MATCH (p)-[r]->(o) WHERE type(r) = row.type AND r.recordId = row.link.recordId
  DELETE r
}
WITH row, p, o, $joins[row.link.marking + '|' + s.marking] AS marking
CREATE (p)-[r:$(row.type)]->(o)
SET r = row.link, r.marking = marking
FOREACH (_ IN CASE WHEN marking <> row.link.marking THEN [1] ELSE [] END | SET r.rowMarking = row.link.marking)
RETURN DISTINCT $joins[marking + '|' + o.marking] AS marking
