// Offences in which a record has a role, with what else must be read anew or looked at by a person.
// @mode read
// @param recordId String
// @param visible List<String>
// @param names List<String>   in lower case
// @column offenceId String
// @column marking String
// @column visible Boolean
// @column namesPerson Boolean  its free text still holds a name
// @plan unique index on SourceRecord.id, then the person's roles
MATCH (s:SourceRecord {id: $recordId})-[:DESCRIBES]->(p:Person)-[r:SUSPECT_IN|VICTIM_OF|WITNESS_TO|REPORTED|OTHER_ROLE_IN]->(o:Offence)
WHERE r.recordId = s.id
WITH o, r.marking IN $visible AND o.marking IN $visible AS visible
RETURN o.id AS offenceId, o.marking AS marking, visible,
       any(name IN $names WHERE toLower(coalesce(o.summary, '')) CONTAINS name) AS namesPerson
