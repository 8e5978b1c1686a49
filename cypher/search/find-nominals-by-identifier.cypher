// Nominals who used an identifier, or go by an id. Who is protected is not found, nor is a nominal by what a
// victim's record says: the rules are in records/find-persons.
// @mode read
// @param ids List<String>
// @param identifierIds List<String>
// @param visible List<String>
// @column id String
// @column matched String
// @plan unique indexes on Identifier.id and SourceRecord.id
CALL () {
  MATCH (i:Identifier)<-[u:USED]-(p:Person) WHERE i.id IN $identifierIds AND u.marking IN $visible
  RETURN p, i.value AS matched, u.recordId AS recordId
  UNION
  MATCH (s:SourceRecord)-[d:DESCRIBES]->(p:Person) WHERE s.id IN $ids AND s.marking IN $visible AND d.marking IN $visible
  RETURN p, s.id AS matched, s.id AS recordId
}
WITH p, matched, recordId
WHERE p.marking IN $visible
  AND NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible }
    AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
  AND (matched = p.id OR NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
    AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL }))
RETURN DISTINCT p.id AS id, matched
ORDER BY id
LIMIT 200
