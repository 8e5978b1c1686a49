// Writes intelligence reports with what they mention.
// @mode write
// @timeout 120s
// @param rows List<{node: {id: String, source: String, marking: String, markingSet: String?, markingOver: String?, markingStated: String?, asOf: Date?, olderAsOf: String?, endedOn: Date?, importId: String, hash: String, links: List<String>?, extra: String?, writtenAt: LocalDateTime?, writtenAtPrecision: String?, sourceGrade: Integer?, informationGrade: String?, handling: String?, text: String?}, persons: List<String>, offences: List<String>, locations: List<String>, others: List<String>}>
// @param joins Map
// @plan unique indexes on IntelligenceReport.id and on what is mentioned
UNWIND $rows AS row
MERGE (n:IntelligenceReport {id: row.node.id})
SET n = row.node
WITH n, row
CALL (n, row) {
  UNWIND row.persons AS id
  MATCH (s:SourceRecord {id: id})-[:DESCRIBES]->(p:Person)
  CREATE (n)-[:MENTIONS {recordId: id, importId: row.node.importId, marking: $joins[row.node.marking + '|' + s.marking]}]->(p)
}
CALL (n, row) {
  UNWIND row.offences AS id MATCH (o:Offence {id: id})
  CREATE (n)-[:MENTIONS {importId: row.node.importId, marking: $joins[row.node.marking + '|' + o.marking]}]->(o)
}
CALL (n, row) {
  UNWIND row.locations AS id MATCH (l:Location {id: id})
  CREATE (n)-[:MENTIONS {importId: row.node.importId, marking: $joins[row.node.marking + '|' + l.marking]}]->(l)
}
