// Writes custody episodes: who was held, for what.
// @mode write
// @timeout 120s
// @param rows List<{node: {id: String, source: String, marking: String, markingSet: String?, markingOver: String?, markingStated: String?, asOf: Date?, olderAsOf: String?, endedOn: Date?, importId: String, hash: String, links: List<String>?, extra: String?, arrestedAt: LocalDateTime?, arrestedAtPrecision: String?, releasedAt: LocalDateTime?, releasedAtPrecision: String?, station: String?, outcome: String?}, personId: String, offenceIds: List<String>}>
// @param joins Map
// @plan unique indexes on CustodyEpisode.id, SourceRecord.id, Offence.id
UNWIND $rows AS row
MERGE (c:CustodyEpisode {id: row.node.id})
SET c = row.node
WITH c, row
CALL (c, row) {
  MATCH (s:SourceRecord {id: row.personId})-[:DESCRIBES]->(p:Person)
  CREATE (c)-[:HELD {recordId: row.personId, importId: row.node.importId, marking: $joins[row.node.marking + '|' + s.marking]}]->(p)
}
CALL (c, row) {
  UNWIND row.offenceIds AS id MATCH (o:Offence {id: id})
  CREATE (c)-[:FOR {importId: row.node.importId, marking: $joins[row.node.marking + '|' + o.marking]}]->(o)
}
