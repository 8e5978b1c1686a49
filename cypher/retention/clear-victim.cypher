// Takes a record out of the roles of others that name it as their victim, as far as these markings let see.
// @mode write
// @param recordId String
// @param offenceIds List<String>  in which the record has a role
// @param visible List<String>
// @column marking String
// @plan range index on SUSPECT_IN.victimId, unique index on Offence.id
CALL () {
  MATCH (:Person)-[r:SUSPECT_IN]->(o:Offence) WHERE r.victimId = $recordId
  RETURN r, o
  UNION
  UNWIND $offenceIds AS id
  MATCH (o:Offence {id: id})<-[r:SUSPECT_IN|VICTIM_OF|WITNESS_TO|REPORTED|OTHER_ROLE_IN]-() WHERE r.victimId = $recordId
  RETURN r, o
}
WITH r WHERE r.marking IN $visible AND o.marking IN $visible
SET r.victimId = null
RETURN DISTINCT r.marking AS marking
