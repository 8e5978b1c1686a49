// Counts a change of facts under each of these markings. Runs in the transaction of the change.
// @mode write
// @param markings List<String>  marking ids of what was written
// @plan unique index on Marking.id
UNWIND $markings AS id
MATCH (m:Marking {id: id})
SET m.version = m.version + 1
