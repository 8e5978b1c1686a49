// Writes a source's decisions on pairs of its records.
// @mode write
// @timeout 60s
// @param rows List<{id: String, source: String, rowMarking: String, markingSet: String?, markingOver: String?, markingStated: String?, importId: String, asOf: Date?, hash: String, verdict: String, decidedOn: Date?, decidedBy: String?, reason: String?, extra: String?, one: String, two: String}>
// @param joins Map
// @column marking String  markings that were touched
// @plan unique indexes on Judgement.id and SourceRecord.id
UNWIND $rows AS row
MATCH (s:SourceRecord {id: row.one}), (t:SourceRecord {id: row.two})
MERGE (j:Judgement {id: row.id})
WITH j, row, s, t, $joins[$joins[row.rowMarking + '|' + s.marking] + '|' + t.marking] AS marking, j.marking AS before
SET j = row{.id, .source, .rowMarking, .markingSet, .markingOver, .markingStated, .importId, .asOf, .hash, .verdict, .decidedOn, .decidedBy, .reason, .extra}, j.marking = marking
MERGE (j)-[a:ON]->(s) SET a.importId = row.importId, a.marking = marking
MERGE (j)-[b:ON]->(t) SET b.importId = row.importId, b.marking = marking
WITH [marking, coalesce(before, marking)] AS touched
UNWIND touched AS marking
RETURN DISTINCT marking
