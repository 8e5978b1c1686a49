// Whom these records describe, and the offences whose identifiers rest on them: what is read again when a record has changed.
// @mode read
// @param recordIds List<String>
// @column kind String
// @column id String
// @plan unique index on SourceRecord.id
MATCH (s:SourceRecord)-[:DESCRIBES]->(p:Person) WHERE s.id IN $recordIds
RETURN 'PERSON' AS kind, p.id AS id
UNION
MATCH (s:SourceRecord)-[:DESCRIBES]->(:Person)-[u:USED]->(:Identifier)<-[r:INVOLVED]-(o:Offence)
WHERE s.id IN $recordIds AND u.recordId = s.id AND r.recordId = s.id
RETURN 'OFFENCE' AS kind, o.id AS id
