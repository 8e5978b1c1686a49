// Puts reasons of decisions on series, of reviews and of adoptions in place of those that name somebody who was erased.
// @mode write
// @param rows List<{id: String, property: String, reason: String}>
// @plan unique indexes on SeriesDecision.id, RetentionDecision.id and Adoption.id
UNWIND $rows AS row
CALL (row) {
  MATCH (d:SeriesDecision {id: row.id}) RETURN d
  UNION
  MATCH (d:RetentionDecision {id: row.id}) RETURN d
  UNION
  MATCH (d:Adoption {id: row.id}) RETURN d
}
SET d[row.property] = row.reason
