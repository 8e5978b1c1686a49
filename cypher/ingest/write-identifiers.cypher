// Creates identifiers, and creates or replaces who or what used them. An identifier has no marking of its own: it is seen
// through each use that may be seen (search/find-identifiers). One that a row states alone keeps that row's marking, beside
// those of other such rows: of two that neither covers the other, each shows it to its own readers.
// @mode write
// @timeout 120s
// @param rows List<{personId: String?, offenceId: String?, exists: Boolean, identifier: {id: String, kind: String, label: String, value: String, valid: Boolean}, link: {recordId: String?, marking: String, markingSet: String?, markingOver: String?, markingStated: String?, asOf: Date?, olderAsOf: String?, endedOn: Date?, importId: String, raw: String, from: Date?, fromPrecision: String?, fromText: String?, to: Date?, toPrecision: String?, extra: String?}}>
// @param joins Map
// @column marking String
// @plan unique indexes on Identifier.id, SourceRecord.id, Offence.id
UNWIND $rows AS row
OPTIONAL MATCH (s:SourceRecord {id: row.personId})-[:DESCRIBES]->(p:Person)
OPTIONAL MATCH (o:Offence {id: row.offenceId})
WITH row, s, p, o, $joins[$joins[row.link.marking + '|' + coalesce(s.marking, row.link.marking)] + '|' + coalesce(o.marking, row.link.marking)] AS marking
MERGE (i:Identifier {id: row.identifier.id})
ON CREATE SET i.kind = row.identifier.kind, i.value = row.identifier.value, i.valid = row.identifier.valid, i:$(row.identifier.label)
FOREACH (_ IN CASE WHEN p IS NULL AND o IS NULL AND NOT marking IN coalesce(i.markings, []) THEN [1] ELSE [] END |
  SET i.markings = coalesce(i.markings, []) + marking)
WITH row, p, o, i, marking
CALL (p, o, i, row) {
  WITH p, o, i, row WHERE row.exists
  MATCH (owner)-[r:USED|INVOLVED]->(i)
  WHERE owner IN [p, o] AND coalesce(r.recordId, '') = coalesce(row.personId, '') AND coalesce(r.fromText, '') = coalesce(row.link.fromText, '') AND r.stated IS NULL
  DELETE r
}
FOREACH (owner IN CASE WHEN p IS NULL THEN [] ELSE [p] END |
  CREATE (owner)-[r:USED]->(i)
  SET r = row.link, r.marking = marking
  FOREACH (_ IN CASE WHEN marking <> row.link.marking THEN [1] ELSE [] END | SET r.rowMarking = row.link.marking))
FOREACH (owner IN CASE WHEN o IS NULL THEN [] ELSE [o] END |
  CREATE (owner)-[r:INVOLVED]->(i)
  SET r = row.link, r.marking = marking
  FOREACH (_ IN CASE WHEN marking <> row.link.marking THEN [1] ELSE [] END | SET r.rowMarking = row.link.marking))
RETURN DISTINCT marking
