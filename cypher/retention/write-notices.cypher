// Keeps who received a fact that was wrong or is erased, so that they can be told; told already, where it says so.
// @mode write
// @param about String        id of the fact, or what stands in for it
// @param rows List<{id: String, subject: String, marking: String, firstAt: DateTime, lastAt: DateTime, times: Integer, operations: List<String>, exported: Boolean}>
// @param sent {at: DateTime, by: String, note: String}?
// @plan unique index on CorrectionNotice.id
UNWIND $rows AS row
MERGE (n:CorrectionNotice {id: row.id})
SET n += row, n.about = $about
FOREACH (_ IN CASE WHEN $sent IS NULL THEN [] ELSE [1] END | SET n.sentAt = $sent.at, n.sentBy = $sent.by, n.note = $sent.note)
