// Offences in which a person is a suspect, newest report first, undated last.
// @mode read
// @param personId String
// @param visible List<String>
// @param afterDate String?
// @param afterId String?
// @param limit Integer
// @column id String
// @column sortDate String  report date, or '' where there is none
// @plan unique index on Person.id
MATCH (p:Person {id: $personId})-[s:SUSPECT_IN]->(o:Offence)
WHERE p.marking IN $visible AND s.marking IN $visible AND o.marking IN $visible AND s.endedOn IS NULL
WITH DISTINCT o.id AS id, coalesce(toString(o.reportedOn), '') AS sortDate
WHERE $afterId IS NULL OR sortDate < $afterDate OR (sortDate = $afterDate AND id > $afterId)
RETURN id, sortDate
ORDER BY sortDate DESC, id
LIMIT $limit
