// Puts what an erasure leaves of entries in the place of what they held.
// @mode write
// @param entries List<{hash: String, salt: String, purpose: String, ids: List<String>, named: List<String>, variables: String, erasures: Integer}>
// @plan unique index on AuditEntry.hash
UNWIND $entries AS entry
MATCH (a:AuditEntry {hash: entry.hash})
SET a += entry
