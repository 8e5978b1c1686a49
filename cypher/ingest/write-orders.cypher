// Writes orders: whom they bind, whom they protect.
// @mode write
// @timeout 120s
// @param rows List<{node: {id: String, source: String, marking: String, markingSet: String?, markingOver: String?, markingStated: String?, asOf: Date?, olderAsOf: String?, endedOn: Date?, importId: String, hash: String, links: List<String>?, extra: String?, kind: String?, from: Date?, fromPrecision: String?, to: Date?, toPrecision: String?, conditions: String?}, personId: String, protectsPersonId: String?}>
// @param joins Map
// @plan unique indexes on Order.id and SourceRecord.id
UNWIND $rows AS row
MERGE (o:Order {id: row.node.id})
SET o = row.node
WITH o, row
CALL (o, row) {
  MATCH (s:SourceRecord {id: row.personId})-[:DESCRIBES]->(p:Person)
  CREATE (o)-[:BINDS {recordId: row.personId, importId: row.node.importId, marking: $joins[row.node.marking + '|' + s.marking]}]->(p)
}
CALL (o, row) {
  MATCH (s:SourceRecord {id: row.protectsPersonId})-[:DESCRIBES]->(p:Person)
  CREATE (o)-[:PROTECTS {recordId: row.protectsPersonId, importId: row.node.importId, marking: $joins[row.node.marking + '|' + s.marking]}]->(p)
}
