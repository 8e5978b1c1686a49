// What a record says of a person, and said before, by which texts may tell who it is; as far as these markings let see.
// @mode read
// @param recordId String
// @param visible List<String>
// @column names List<String>
// @column bornOn List<String>
// @column phones List<String>
// @column emails List<String>
// @column addresses List<String>
// @column numbers List<String>
// @column versions List<String>    what it said before, as JSON
// @plan unique index on SourceRecord.id, then the person's links
MATCH (s:SourceRecord {id: $recordId})-[d:DESCRIBES]->(p:Person)
WHERE s.marking IN $visible AND d.marking IN $visible AND p.marking IN $visible
WITH s,
  COLLECT { MATCH (p)-[u:USED]->(i:Identifier) WHERE u.recordId = s.id AND u.marking IN $visible RETURN i } AS used,
  COLLECT { MATCH (p)-[h:LIVED_AT]->(l:Location) WHERE h.recordId = s.id AND h.marking IN $visible AND l.marking IN $visible AND l.address IS NOT NULL RETURN l.address } AS homes,
  COLLECT { MATCH (s)-[b:SUPERSEDES]->(v:RecordVersion) WHERE b.marking IN $visible AND v.marking IN $visible RETURN v.content } AS versions
RETURN [x IN [s.fullName, s.givenNames, s.familyName] WHERE x IS NOT NULL] + coalesce(s.aliases, []) AS names,
       [x IN [s.bornOn] WHERE x IS NOT NULL] AS bornOn,
       [i IN used WHERE i.kind = 'PHONE' | i.value] + [x IN [s.phone] WHERE x IS NOT NULL] AS phones,
       [i IN used WHERE i.kind = 'EMAIL' | i.value] + [x IN [s.email] WHERE x IS NOT NULL] AS emails,
       homes + [x IN [s.address] WHERE x IS NOT NULL] AS addresses,
       [i IN used WHERE NOT i.kind IN ['PHONE', 'EMAIL'] | i.value] + [x IN [s.nationalId] WHERE x IS NOT NULL] AS numbers,
       versions
