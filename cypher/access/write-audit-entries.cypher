// Appends entries to their chain and notes its newest; repeating the same changes nothing.
// @mode write
// @param instance String   the chain
// @param head {sequence: Integer, hash: String, at: Integer, keyId: String}  the last of the entries
// @param entries List<{sequence: Integer, previous: String, at: Integer, subject: String, roles: List<String>, breakGlass: List<String>, purpose: String, action: String, operation: String, decision: String, requestId: String, ids: List<String>, named: List<String>, idCount: Integer, resultCount: Integer, variables: String, marking: String, keyId: String, salt: String, content: String, hash: String}>
// @column written Integer  how many of them now stand as given
// @plan unique index on AuditEntry (instance, sequence)
UNWIND $entries AS entry
MERGE (a:AuditEntry {instance: $instance, sequence: entry.sequence})
ON CREATE SET a += entry, a.at = datetime({epochMillis: entry.at})
WITH count(CASE WHEN a.hash = entry.hash THEN 1 END) AS written
MERGE (c:AuditChain {instance: $instance})
SET c += $head
RETURN written
