// Notices about a record that is erased go by what stands in for it, and each by an id of which nobody can guess the record.
// @mode write
// @param recordId String
// @param standIn String
// @param rows List<{id: String, subject: String, marking: String}>
// @plan range index on CorrectionNotice.about
UNWIND $rows AS row
MATCH (n:CorrectionNotice {about: $recordId, subject: row.subject, marking: row.marking})
SET n.about = $standIn, n.id = row.id
