// The records that describe each of these persons, as far as a programme may count them.
// @mode read
// @timeout 120s
// @param personIds List<String>
// @param visible List<String>
// @column personId String
// @column recordId String
// @plan unique index on Person.id, then the person's records
UNWIND $personIds AS id
MATCH (p:Person {id: id})<-[d:DESCRIBES]-(s:SourceRecord)
WHERE p.marking IN $visible AND d.marking IN $visible AND s.marking IN $visible
RETURN p.id AS personId, s.id AS recordId
