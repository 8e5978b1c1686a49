// Writes forensic exhibits: seized for which offence, matched to whom.
// @mode write
// @timeout 120s
// @param rows List<{node: {id: String, source: String, marking: String, markingSet: String?, markingOver: String?, markingStated: String?, asOf: Date?, olderAsOf: String?, endedOn: Date?, importId: String, hash: String, links: List<String>?, extra: String?, exhibit: String?, submittedOn: Date?, resultOn: Date?, result: String?}, offenceId: String, personId: String?}>
// @param joins Map
// @plan unique indexes on Exhibit.id, Offence.id, SourceRecord.id
UNWIND $rows AS row
MERGE (x:Exhibit {id: row.node.id})
SET x = row.node
WITH x, row
CALL (x, row) {
  MATCH (o:Offence {id: row.offenceId})
  CREATE (x)-[:SEIZED_FOR {importId: row.node.importId, marking: $joins[row.node.marking + '|' + o.marking]}]->(o)
}
CALL (x, row) {
  MATCH (s:SourceRecord {id: row.personId})-[:DESCRIBES]->(p:Person)
  CREATE (x)-[:MATCHED {recordId: row.personId, on: row.node.resultOn, importId: row.node.importId, marking: $joins[row.node.marking + '|' + s.marking]}]->(p)
}
