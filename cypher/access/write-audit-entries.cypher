// Appends audit entries; repeating the same entry changes nothing.
// @mode write
// @param entries List<{instance: String, sequence: Integer, at: DateTime, subject: String, roles: List<String>, purpose: String, operation: String, decision: String, requestId: String, ids: List<String>, idCount: Integer, resultCount: Integer, variables: String, marking: String}>
// @plan unique index on AuditEntry (instance, sequence)
UNWIND $entries AS entry
MERGE (a:AuditEntry {instance: entry.instance, sequence: entry.sequence})
ON CREATE SET a += entry
