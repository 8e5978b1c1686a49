// Writes offences with their type and place.
// @mode write
// @timeout 120s
// @param rows List<{node: {id: String, source: String, marking: String, markingSet: String?, markingOver: String?, markingStated: String?, asOf: Date?, olderAsOf: String?, endedOn: Date?, importId: String, classedFrom: String?, hash: String, links: List<String>?, extra: String?, crimeNumber: String?, statedCode: String?, statedTitle: String?, titleKey: String?, typeMatch: String, typeCode: String?, matchedBy: String?, typeProvisional: Boolean?, reportedOn: Date?, reportedTo: Date?, reportedPrecision: String?, reportedText: String?, occurredFrom: LocalDateTime?, occurredFromPrecision: String?, occurredTo: LocalDateTime?, occurredToPrecision: String?, outcome: String?, foundBy: String?, modusOperandi: List<String>?, summary: String?, officerInCase: String?}, locationId: String?}>
// @param joins Map
// @plan unique indexes on Offence.id, OffenceType.code, Location.id
UNWIND $rows AS row
MERGE (o:Offence {id: row.node.id})
SET o = row.node
WITH o, row
CALL (o, row) {
  MATCH (t:OffenceType {code: row.node.typeCode})
  CREATE (o)-[:CLASSED_AS {matchedBy: row.node.matchedBy, provisional: row.node.typeProvisional, importId: row.node.importId, marking: row.node.marking}]->(t)
}
CALL (o, row) {
  MATCH (l:Location {id: row.locationId})
  CREATE (o)-[:OCCURRED_AT {importId: row.node.importId, marking: $joins[row.node.marking + '|' + l.marking]}]->(l)
}
