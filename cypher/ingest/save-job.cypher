// Keeps where an import stands, in the transaction of each batch, and answers where it stood before.
// @mode write
// @param id String
// @param source String
// @param asOf Date?
// @param digest String
// @param status String
// @param checkpoint String?
// @param counts String?
// @param at DateTime
// @param markings List<String>  of its rows: it is known to whoever may see any of them
// @column checkpoint String?  before this call
// @column status String?  before this call
// @plan unique indexes on ImportJob.id and Source.id
MERGE (j:ImportJob {id: $id})
ON CREATE SET j.startedAt = $at, j.source = $source, j.digest = $digest
SET j.marking = 'OFFICIAL', j.markings = $markings
WITH j, j.checkpoint AS before, j.status AS stood
SET j.asOf = $asOf, j.status = $status, j.checkpoint = $checkpoint, j.counts = $counts
FOREACH (_ IN CASE WHEN $status = 'DONE' THEN [1] ELSE [] END | SET j.finishedAt = $at)
MERGE (s:Source {id: $source})
SET s.marking = 'OFFICIAL',
    s.latestAsOf = CASE WHEN s.latestAsOf IS NULL OR $asOf > s.latestAsOf THEN $asOf ELSE s.latestAsOf END
RETURN before AS checkpoint, stood AS status
