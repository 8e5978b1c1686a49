// Writes a source's decisions on pairs of its records. One that is older than what stands changes nothing.
// @mode write
// @timeout 60s
// @param rows List<{id: String, source: String, marking: String, importId: String, asOf: Date?, hash: String, verdict: String, decidedOn: Date?, decidedBy: String?, reason: String?, one: String, two: String}>
// @param joins Map
// @column id String
// @plan unique indexes on Judgement.id and SourceRecord.id
UNWIND $rows AS row
MATCH (s:SourceRecord {id: row.one}), (t:SourceRecord {id: row.two})
MERGE (j:Judgement {id: row.id})
WITH j, row, s, t
WHERE j.hash IS NULL OR (j.hash <> row.hash AND (coalesce(row.asOf, date('0001-01-01')) > coalesce(j.asOf, date('0001-01-01'))
   OR (coalesce(row.asOf, date('0001-01-01')) = coalesce(j.asOf, date('0001-01-01')) AND row.hash > j.hash)))
WITH j, row, s, t, $joins[$joins[row.marking + '|' + s.marking] + '|' + t.marking] AS marking
SET j = row{.id, .source, .importId, .asOf, .hash, .verdict, .decidedOn, .decidedBy, .reason}, j.marking = marking
MERGE (j)-[a:ON]->(s) SET a.importId = row.importId, a.marking = marking
MERGE (j)-[b:ON]->(t) SET b.importId = row.importId, b.marking = marking
RETURN DISTINCT row.id AS id
