// Offences in which these persons are suspects, in no order: src/records/suspectOffences orders and pages them. What a
// complete file no longer states is left out, the allegation as the offence: the lists of records and the counts of the
// league are of what stands.
// @mode read
// @param personIds List<String>
// @param visible List<String>
// @column personId String
// @column id String
// @column reportedOn Date?
// @plan unique index on Person.id, then the person's offences
MATCH (p:Person)-[s:SUSPECT_IN]->(o:Offence)
WHERE p.id IN $personIds AND p.marking IN $visible AND s.marking IN $visible AND o.marking IN $visible
  AND s.endedOn IS NULL AND o.endedOn IS NULL
RETURN DISTINCT p.id AS personId, o.id AS id, o.reportedOn AS reportedOn
