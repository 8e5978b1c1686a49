// Every person goes by the least id of the records that describe them.
// @mode read
// @timeout 600s
// @column person String
// @column least String?
// @plan all Person nodes, one hop to their records
MATCH (p:Person)
OPTIONAL MATCH (p)<-[:DESCRIBES]-(s:SourceRecord)
WITH p, min(s.id) AS least
WHERE least IS NULL OR least <> p.id
RETURN p.id AS person, least
LIMIT 100
