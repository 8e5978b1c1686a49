// Notices about a record that is erased go by what stands in for it.
// @mode write
// @param recordId String
// @param standIn String
// @plan range index on CorrectionNotice.about
MATCH (n:CorrectionNotice {about: $recordId})
SET n.about = $standIn
