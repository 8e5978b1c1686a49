// Removes a record with its versions, and the person where no other record is left.
// @mode write
// @param recordId String
// @column marking String
// @plan unique index on SourceRecord.id
MATCH (s:SourceRecord {id: $recordId})-[d:DESCRIBES]->(p:Person)
OPTIONAL MATCH (s)-[:SUPERSEDES]->(v:RecordVersion)
WITH s, d, p, collect(v) AS versions, [s.marking, d.marking, p.marking] + [v IN collect(v) | v.marking] AS markings
FOREACH (v IN versions | DETACH DELETE v)
DETACH DELETE s
WITH p, markings
CALL (p) {
  WITH p WHERE NOT EXISTS { (p)<-[:DESCRIBES]-(:SourceRecord) }
  DETACH DELETE p
}
UNWIND markings AS marking
RETURN DISTINCT marking
