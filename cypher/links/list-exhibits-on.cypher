// Exhibits of the offences in which nominals are suspects, and those that were matched to them, each once for each of its
// offences; not what its source has taken back. Whose they are is told by list-allegations-of and list-matches-of: a
// hundred suspects in an offence of thousands of exhibits would be a row for each pair.
// @mode read
// @param personIds List<String>
// @param visible List<String>
// @column exhibitId String
// @column offenceId String?
// @column importId String?
// @column submittedOn Date?
// @column resultOn Date?
// @column result String?
// @plan unique index on Person.id, then matches, and the exhibits of the persons' offences
CALL () {
  MATCH (p:Person)<-[m:MATCHED]-(x:Exhibit)
  WHERE p.id IN $personIds AND p.marking IN $visible AND m.marking IN $visible AND m.endedOn IS NULL
  RETURN x
  UNION
  MATCH (p:Person)-[s:SUSPECT_IN]->(o:Offence)
  WHERE p.id IN $personIds AND p.marking IN $visible AND s.marking IN $visible AND s.endedOn IS NULL
    AND o.marking IN $visible AND o.endedOn IS NULL
  WITH DISTINCT o
  MATCH (o)<-[z:SEIZED_FOR]-(x:Exhibit) WHERE z.marking IN $visible
  RETURN x
}
WITH x WHERE x.marking IN $visible AND x.endedOn IS NULL
OPTIONAL MATCH (x)-[z:SEIZED_FOR]->(o:Offence) WHERE z.marking IN $visible AND o.marking IN $visible
RETURN x.id AS exhibitId, o.id AS offenceId, x.importId AS importId, x.submittedOn AS submittedOn,
       x.resultOn AS resultOn, x.result AS result
ORDER BY exhibitId, offenceId
