// Nominals whose names are like the text. Who is protected is not found, nor is a nominal by a record that is a victim's:
// the rules are in records/find-persons.
// Of more than so many those stand that have most of the words, not those that the index scores highest: its scores count
// what is hidden too.
// @mode read
// @param query String   Lucene query made of letters, digits and our own operators
// @param words List<String>  of the question, in lower case
// @param visible List<String>
// @param limit Integer
// @column id String
// @column nameText String
// @plan full-text index record_names
CALL db.index.fulltext.queryNodes('record_names', $query) YIELD node AS s, score
WHERE s.marking IN $visible
MATCH (s)-[d:DESCRIBES]->(p:Person)
WHERE d.marking IN $visible AND p.marking IN $visible
  AND NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible }
    AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
WITH p, s, s.id AS recordId
WHERE NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
  AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
WITH p, s
ORDER BY size([word IN $words WHERE toLower(s.nameText) CONTAINS word]) DESC, s.id
LIMIT $limit
RETURN p.id AS id, s.nameText AS nameText
