// Puts what an erasure leaves of entries in the place of what they held, where nobody else has rewritten them meanwhile;
// repeating the same changes nothing. Two that rewrite at once wait for each other.
// @mode write
// @param entries List<{hash: String, salt: String, purpose: String, ids: List<String>, named: List<String>, variables: String, erasures: Integer}>
// @column rewritten Integer   how many of them now stand as given
// @plan unique index on AuditEntry.hash
UNWIND $entries AS entry
MATCH (a:AuditEntry {hash: entry.hash})
SET a.rewriting = true
REMOVE a.rewriting
WITH a, entry
WHERE coalesce(a.erasures, 0) = entry.erasures - 1 OR a.salt = entry.salt
SET a += entry
RETURN count(a) AS rewritten
