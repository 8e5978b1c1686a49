// Puts reasons of decisions on series and on persons in place of those that name somebody who was erased.
// @mode write
// @param rows List<{id: String, reason: String}>
// @plan unique indexes on SeriesDecision.id and RetentionDecision.id
UNWIND $rows AS row
CALL (row) {
  MATCH (d:SeriesDecision {id: row.id}) RETURN d
  UNION
  MATCH (d:RetentionDecision {id: row.id}) RETURN d
}
SET d.reason = row.reason
