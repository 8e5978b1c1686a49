// Nominals who used an identifier, or go by an id.
// @mode read
// @param ids List<String>
// @param identifierIds List<String>
// @param visible List<String>
// @column id String
// @column matched String
// @plan unique indexes on Identifier.id and SourceRecord.id
CALL () {
  MATCH (i:Identifier)<-[u:USED]-(p:Person) WHERE i.id IN $identifierIds AND i.marking IN $visible AND u.marking IN $visible
  RETURN p, i.value AS matched
  UNION
  MATCH (s:SourceRecord)-[:DESCRIBES]->(p:Person) WHERE s.id IN $ids AND s.marking IN $visible
  RETURN p, s.id AS matched
}
WITH p, matched
WHERE p.marking IN $visible
  AND (EXISTS { (p)-[r:SUSPECT_IN]->(o:Offence) WHERE r.marking IN $visible AND o.marking IN $visible }
  OR EXISTS { (p)<-[r:HELD|BINDS|MATCHED]-(n) WHERE r.marking IN $visible AND n.marking IN $visible }
  OR NOT EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED]->(o:Offence) WHERE r.marking IN $visible AND o.marking IN $visible }
    AND NOT EXISTS { (p)<-[r:PROTECTS]-(n) WHERE r.marking IN $visible AND n.marking IN $visible })
RETURN p.id AS id, matched
ORDER BY id
LIMIT 200
