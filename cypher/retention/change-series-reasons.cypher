// Puts reasons of decisions on series in place of those that name somebody who was erased.
// @mode write
// @param rows List<{id: String, reason: String}>
// @plan unique index on SeriesDecision.id
UNWIND $rows AS row
MATCH (d:SeriesDecision {id: row.id})
SET d.reason = row.reason
