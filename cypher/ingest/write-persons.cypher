// Writes source records with the person each describes; a record that changed leaves its old content as a version.
// Its own phone, e-mail and address become an identifier and a home.
// @mode write
// @timeout 120s
// @param rows List<{id: String, exists: Boolean, marking: String, reading: {id: String, marking: String, names: List<String>?, sex: String?, bornOn: String?, ethnicity: String?, status: String?, warnings: List<String>?}, before: {version: Integer, asOf: Date?, importId: String, content: String, marking: String}?, record: {id: String, source: String, key: String, marking: String, markingSet: String?, markingOver: String?, markingStated: String?, asOf: Date?, olderAsOf: String?, endedOn: Date?, importId: String, hash: String, version: Integer, givenNames: String?, familyName: String?, fullName: String?, aliases: List<String>?, nameText: String?, sex: String?, bornOn: String?, ethnicity: String?, nationalId: String?, address: String?, postcode: String?, phone: String?, email: String?, status: String?, warnings: List<String>?, identifiers: List<String>?, extra: String?}, identifiers: List<{id: String, kind: String, label: String, value: String, valid: Boolean, raw: String}>, home: {id: String, address: String?, postcode: String?}?}>
// @plan unique indexes on SourceRecord.id, Person.id, Identifier.id, Location.id
UNWIND $rows AS row
MERGE (s:SourceRecord {id: row.id})
SET s = row.record
WITH s, row
CALL (s, row) {
  WITH s, row WHERE NOT row.exists
  MERGE (p:Person {id: row.id})
  SET p = row.reading
  CREATE (s)-[:DESCRIBES {importId: row.record.importId, marking: row.marking}]->(p)
}
CALL (s, row) {
  WITH s, row WHERE row.before IS NOT NULL
  CREATE (v:RecordVersion {id: row.id + '#' + toString(row.before.version)})
  SET v.recordId = row.id, v += row.before
  CREATE (s)-[:SUPERSEDES {importId: row.record.importId, marking: row.before.marking}]->(v)
}
CALL (s, row) {
  WITH s, row WHERE row.exists
  MATCH (s)-[:DESCRIBES]->(p:Person)-[u:USED {recordId: row.id, stated: 'persons.csv'}]->()
  DELETE u
}
CALL (s, row) {
  UNWIND row.identifiers AS used
  MATCH (s)-[:DESCRIBES]->(p:Person)
  MERGE (i:Identifier {id: used.id})
  ON CREATE SET i.kind = used.kind, i.value = used.value, i.valid = used.valid, i:$(used.label)
  CREATE (p)-[:USED {recordId: row.id, importId: row.record.importId, marking: row.marking, raw: used.raw, stated: 'persons.csv'}]->(i)
}
CALL (s, row) {
  WITH s, row WHERE row.home IS NOT NULL
  MATCH (s)-[:DESCRIBES]->(p:Person)
  MERGE (l:Location {id: row.home.id})
  SET l.source = row.record.source, l.address = row.home.address, l.postcode = row.home.postcode, l.kind = 'HOME', l.stated = 'persons.csv',
      l.marking = row.marking, l.importId = row.record.importId, l.asOf = row.record.asOf, l.hash = row.record.hash
  MERGE (p)-[r:LIVED_AT {recordId: row.id, stated: 'persons.csv'}]->(l)
  SET r.importId = row.record.importId, r.marking = row.marking
}
