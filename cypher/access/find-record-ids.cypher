// The ids under which the one whom this record describes may have been looked at: of the person, and of their records.
// @mode read
// @param id String
// @param visible List<String>
// @column ids List<String>
// @plan unique index on SourceRecord.id
MATCH (given:SourceRecord {id: $id})-[d:DESCRIBES]->(p:Person)
WHERE given.marking IN $visible AND d.marking IN $visible AND p.marking IN $visible
MATCH (s:SourceRecord)-[e:DESCRIBES]->(p)
WHERE s.marking IN $visible AND e.marking IN $visible
WITH p, collect(DISTINCT s.id) AS records
RETURN [p.id] + records AS ids
