// Roles as they stand, by record, offence and role.
// @mode read
// @timeout 60s
// @param keys List<{personId: String, offenceId: String}>
// @column key String
// @column properties Map
// @plan unique index on Offence.id, then its roles
UNWIND $keys AS key
MATCH (o:Offence {id: key.offenceId})<-[r:SUSPECT_IN|VICTIM_OF|WITNESS_TO|REPORTED|OTHER_ROLE_IN]-()
WHERE r.recordId = key.personId
RETURN DISTINCT key.personId + '|' + key.offenceId + '|' + type(r) AS key, r{.*} AS properties
