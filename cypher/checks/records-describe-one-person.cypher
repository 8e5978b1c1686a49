// Every source record describes one person, and no more.
// @mode read
// @timeout 600s
// @column recordId String
// @column persons Integer
// @plan all SourceRecord nodes, their degree
MATCH (s:SourceRecord)
WITH s, COUNT { (s)-[:DESCRIBES]->(:Person) } AS persons
WHERE persons <> 1
RETURN s.id AS recordId, persons
LIMIT 100
