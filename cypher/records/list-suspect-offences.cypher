// Offences in which a person is a suspect, newest report first, undated last. What a complete file no longer states is
// left out, the allegation as the offence: the lists of records and the counts of the league are of what stands.
// The key of a cursor is only compared, never looked up: one that nobody was given (or whose offence is gone or hidden)
// starts the page at its place in the same visible list, whether or not there is anything of that key.
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
WHERE p.marking IN $visible AND s.marking IN $visible AND o.marking IN $visible
  AND s.endedOn IS NULL AND o.endedOn IS NULL
WITH DISTINCT o.id AS id, coalesce(toString(o.reportedOn), '') AS sortDate
WHERE $afterId IS NULL OR sortDate < $afterDate OR (sortDate = $afterDate AND id > $afterId)
RETURN id, sortDate
ORDER BY sortDate DESC, id
LIMIT $limit
