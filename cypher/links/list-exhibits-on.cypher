// Exhibits of the offences in which nominals are suspects, and those that were matched to them; not what its source has
// taken back. To whom else an exhibit was matched is no part of it.
// @mode read
// @param personIds List<String>
// @param visible List<String>
// @column personId String
// @column exhibitId String
// @column offenceId String?
// @column matched List<String>   records of the person to which it was matched
// @column importId String?
// @column submittedOn Date?
// @column resultOn Date?
// @column result String?
// @plan unique index on Person.id, then matches, and the exhibits of the person's offences
MATCH (p:Person) WHERE p.id IN $personIds AND p.marking IN $visible
CALL (p) {
  MATCH (p)<-[m:MATCHED]-(x:Exhibit) WHERE m.marking IN $visible AND m.endedOn IS NULL
  RETURN x, m.recordId AS recordId
  UNION
  MATCH (p)-[s:SUSPECT_IN]->(o:Offence)<-[z:SEIZED_FOR]-(x:Exhibit)
  WHERE s.marking IN $visible AND s.endedOn IS NULL AND o.marking IN $visible AND o.endedOn IS NULL AND z.marking IN $visible
  RETURN x, null AS recordId
}
WITH p, x, recordId WHERE x.marking IN $visible AND x.endedOn IS NULL
WITH p, x, recordId ORDER BY recordId
WITH p, x, collect(DISTINCT recordId) AS matched
OPTIONAL MATCH (x)-[z:SEIZED_FOR]->(o:Offence) WHERE z.marking IN $visible AND o.marking IN $visible
RETURN p.id AS personId, x.id AS exhibitId, o.id AS offenceId, matched, x.importId AS importId, x.submittedOn AS submittedOn,
       x.resultOn AS resultOn, x.result AS result
ORDER BY personId, exhibitId
