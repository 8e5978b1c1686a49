// Every record of the persons that these records describe.
// @mode read
// @timeout 60s
// @param recordIds List<String>
// @column personId String
// @column records List<Map>
// @plan unique index on SourceRecord.id, then one hop each way
MATCH (s:SourceRecord)-[:DESCRIBES]->(p:Person) WHERE s.id IN $recordIds
WITH DISTINCT p
MATCH (r:SourceRecord)-[:DESCRIBES]->(p)
RETURN p.id AS personId, collect(r{.id, .asOf, .marking, .givenNames, .familyName, .fullName, .aliases, .sex, .bornOn, .ethnicity, .status, .warnings}) AS records
