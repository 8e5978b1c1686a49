// Notices that were written about a record while it was being erased go by what stands in for it; each has its own id
// under the key already.
// @mode write
// @param recordId String
// @param standIn String
// @plan range index on CorrectionNotice.about
MATCH (n:CorrectionNotice {about: $recordId})
SET n.about = $standIn
