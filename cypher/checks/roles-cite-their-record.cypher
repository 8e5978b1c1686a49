// Every link of a person rests on a source record that exists and describes that person.
// @mode read
// @timeout 600s
// @column person String
// @column link String
// @column recordId String?
// @plan one scan of the person's relationship types, unique index on SourceRecord.id
CALL () {
  MATCH (p:Person)-[r:SUSPECT_IN|VICTIM_OF|WITNESS_TO|REPORTED|OTHER_ROLE_IN|LIVED_AT|USED|TIED_TO]->()
  WHERE NOT EXISTS { MATCH (s:SourceRecord)-[:DESCRIBES]->(p) WHERE s.id = r.recordId }
  RETURN p, type(r) AS link, r.recordId AS recordId
  UNION ALL
  MATCH (p:Person)<-[r:TIED_TO]-()
  WHERE NOT EXISTS { MATCH (s:SourceRecord)-[:DESCRIBES]->(p) WHERE s.id = r.otherRecordId }
  RETURN p, type(r) AS link, r.otherRecordId AS recordId
  UNION ALL
  MATCH (p:Person)<-[r:MENTIONS|BY|WITH|HELD|MATCHED|BINDS|PROTECTS]-()
  WHERE NOT EXISTS { MATCH (s:SourceRecord)-[:DESCRIBES]->(p) WHERE s.id = r.recordId }
  RETURN p, type(r) AS link, r.recordId AS recordId
}
RETURN p.id AS person, link, recordId
LIMIT 100
