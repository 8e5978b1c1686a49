// Records whose person goes by another record's id.
// @mode read
// @timeout 60s
// @column recordId String
// @column personId String
// @plan records of persons with more than one, found from judgements
MATCH (:Judgement)-[:ON]->(s:SourceRecord)-[:DESCRIBES]->(p:Person)
RETURN DISTINCT s.id AS recordId, p.id AS personId
