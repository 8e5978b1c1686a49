// Nominals whose names are like the text. Who is only a victim or witness is not found.
// @mode read
// @param query String   Lucene query made of letters, digits and our own operators
// @param visible List<String>
// @param limit Integer
// @column id String
// @column nameText String
// @plan full-text index record_names
CALL db.index.fulltext.queryNodes('record_names', $query) YIELD node AS s, score
WHERE s.marking IN $visible
MATCH (s)-[d:DESCRIBES]->(p:Person)
WHERE d.marking IN $visible AND p.marking IN $visible
  AND (EXISTS { (p)-[r:SUSPECT_IN]->(o:Offence) WHERE r.marking IN $visible AND o.marking IN $visible }
  OR EXISTS { (p)<-[r:HELD|BINDS|MATCHED]-(n) WHERE r.marking IN $visible AND n.marking IN $visible }
  OR NOT EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED]->(o:Offence) WHERE r.marking IN $visible AND o.marking IN $visible }
    AND NOT EXISTS { (p)<-[r:PROTECTS]-(n) WHERE r.marking IN $visible AND n.marking IN $visible })
RETURN p.id AS id, s.nameText AS nameText
LIMIT $limit
