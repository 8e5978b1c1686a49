// Exhibits that were matched to nominals, a row for each record that says so; not what its source has taken back. To whom
// else an exhibit was matched is no part of it.
// @mode read
// @param personIds List<String>
// @param visible List<String>
// @column personId String
// @column exhibitId String
// @column recordId String
// @plan unique index on Person.id, then matches
MATCH (p:Person)<-[m:MATCHED]-(x:Exhibit)
WHERE p.id IN $personIds AND p.marking IN $visible AND m.marking IN $visible AND m.endedOn IS NULL
  AND x.marking IN $visible AND x.endedOn IS NULL
RETURN DISTINCT p.id AS personId, x.id AS exhibitId, m.recordId AS recordId
ORDER BY personId, exhibitId, recordId
