// Removes every link that cites a record, as far as these markings let see both of its ends, and the source's decisions
// on the record. Answers what they were marked, the identifiers and homes that they led to, and other people.
// @mode write
// @param recordId String
// @param visible List<String>
// @column marking String
// @column identifierId String?
// @column homeId String?     made by the record itself
// @column personId String?   at the other end of a tie
// @plan unique index on SourceRecord.id, then the person's links
MATCH (s:SourceRecord {id: $recordId})-[:DESCRIBES]->(p:Person)
CALL (s, p) {
  MATCH (p)-[u:USED]->(i:Identifier)<-[r:INVOLVED]-(x:Offence)
  WHERE u.recordId = s.id AND r.recordId = s.id AND r.marking IN $visible AND x.marking IN $visible
  RETURN r, x, i
  UNION
  MATCH (p)-[r:SUSPECT_IN|VICTIM_OF|WITNESS_TO|REPORTED|OTHER_ROLE_IN|LIVED_AT|USED|TIED_TO|MENTIONS|BY|WITH|HELD|MATCHED|BINDS|PROTECTS]-(x)
  WHERE (r.recordId = s.id OR r.otherRecordId = s.id) AND r.marking IN $visible AND (x:Identifier OR x.marking IN $visible)
  RETURN r, x, x AS i
  UNION
  MATCH (s)<-[r:ON]-(x:Judgement) WHERE r.marking IN $visible AND x.marking IN $visible
  RETURN r, x, x AS i
}
WITH DISTINCT r, x, i, r.marking AS marking, CASE WHEN x:Identifier THEN r.marking ELSE x.marking END AS end
WITH r, marking, end, CASE WHEN x:Judgement THEN x END AS judgement,
     CASE WHEN i:Identifier THEN i.id END AS identifierId,
     CASE WHEN x:Location AND x.stated = 'persons.csv' THEN x.id END AS homeId,
     CASE WHEN x:Person THEN x.id END AS personId
DELETE r
WITH marking, end, judgement, identifierId, homeId, personId
DETACH DELETE judgement
WITH marking, end, identifierId, homeId, personId
UNWIND [marking, end] AS one
RETURN DISTINCT one AS marking, identifierId, homeId, personId
