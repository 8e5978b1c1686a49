// Chained audit: entries by their hash, by who asked and by what was touched; the newest entry of each chain. Entries of
// before are kept apart, since nothing proves them. The full-text index follows a moment later: in the transaction it
// would cost each group of entries half as much again; who reads by it waits for it.
MATCH (a:AuditEntry) WHERE a.hash IS NULL
SET a:UnchainedAuditEntry
REMOVE a:AuditEntry;
CREATE CONSTRAINT audit_entry_hash IF NOT EXISTS FOR (n:AuditEntry) REQUIRE n.hash IS UNIQUE;
CREATE CONSTRAINT audit_chain_instance IF NOT EXISTS FOR (n:AuditChain) REQUIRE n.instance IS UNIQUE;
CREATE CONSTRAINT audit_store_name IF NOT EXISTS FOR (n:AuditStore) REQUIRE n.name IS UNIQUE;
CREATE RANGE INDEX audit_entry_subject IF NOT EXISTS FOR (n:AuditEntry) ON (n.subject, n.at);
CREATE FULLTEXT INDEX audit_entry_ids IF NOT EXISTS FOR (n:AuditEntry) ON EACH [n.ids, n.named]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword', `fulltext.eventually_consistent`: true}};
