// Writes events: who or what, with whom or what, where.
// @mode write
// @timeout 120s
// @param rows List<{node: {id: String, source: String, marking: String, markingSet: String?, markingOver: String?, markingStated: String?, asOf: Date?, olderAsOf: String?, endedOn: Date?, importId: String, hash: String, links: List<String>?, extra: String?, kind: String, at: LocalDateTime?, atPrecision: String?, durationSeconds: Integer?}, persons: List<{type: String, id: String}>, identifiers: List<{type: String, id: String, kind: String, label: String, value: String, valid: Boolean, raw: String}>, locationId: String?}>
// @param joins Map
// @plan unique indexes on Event.id, SourceRecord.id, Identifier.id, Location.id
UNWIND $rows AS row
MERGE (e:Event {id: row.node.id})
SET e = row.node
WITH e, row
CALL (e, row) {
  UNWIND row.persons AS link
  MATCH (s:SourceRecord {id: link.id})-[:DESCRIBES]->(p:Person)
  CREATE (e)-[:$(link.type) {recordId: link.id, importId: row.node.importId, marking: $joins[row.node.marking + '|' + s.marking]}]->(p)
}
CALL (e, row) {
  UNWIND row.identifiers AS link
  MERGE (i:Identifier {id: link.id})
  ON CREATE SET i.kind = link.kind, i.value = link.value, i.valid = link.valid, i:$(link.label)
  CREATE (e)-[:$(link.type) {importId: row.node.importId, marking: row.node.marking, raw: link.raw}]->(i)
}
CALL (e, row) {
  MATCH (l:Location {id: row.locationId})
  CREATE (e)-[:AT {importId: row.node.importId, marking: $joins[row.node.marking + '|' + l.marking]}]->(l)
}
