// Every import job.
// @mode read
// @column id String
// @column source String
// @column asOf Date?
// @column digest String
// @column status String
// @column checkpoint String?
// @column counts String?
// @column markings List<String>  of its rows
// @plan all ImportJob nodes: one an import
MATCH (j:ImportJob)
RETURN j.id AS id, j.source AS source, j.asOf AS asOf, j.digest AS digest, j.status AS status, j.checkpoint AS checkpoint,
       j.counts AS counts, coalesce(j.markings, []) AS markings
ORDER BY id
