// Offences in which nominals are suspects, a row for each record that says so; not what its source has taken back.
// @mode read
// @param personIds List<String>
// @param visible List<String>
// @column personId String
// @column offenceId String
// @column recordId String
// @column importId String?
// @column status String?
// @column since Date?
// @column reportedOn Date?
// @column outcome String?    in the source's own words: it is read for what it means, and leaves the service only scrubbed
// @plan unique index on Person.id, then the person's offences
MATCH (p:Person)-[s:SUSPECT_IN]->(o:Offence)
WHERE p.id IN $personIds AND p.marking IN $visible AND s.marking IN $visible AND o.marking IN $visible
  AND s.endedOn IS NULL AND o.endedOn IS NULL
RETURN p.id AS personId, o.id AS offenceId, s.recordId AS recordId, s.importId AS importId, s.status AS status,
       s.since AS since, o.reportedOn AS reportedOn, o.outcome AS outcome
ORDER BY personId, offenceId, recordId
