// Whether anything was ever imported, and whether the import of one source was finished.
// @mode read
// @param source String
// @column jobs Integer
// @column unfinished Integer  jobs of this source that were begun and not finished
// @plan all ImportJob nodes: one an import
OPTIONAL MATCH (j:ImportJob)
RETURN count(j) AS jobs, count(CASE WHEN j.source = $source AND j.status <> 'DONE' THEN 1 END) AS unfinished
