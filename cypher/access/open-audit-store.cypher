// The identity by which the audit knows this store, given once.
// @mode write
// @param id String   the one it is given where it has none
// @column id String
// @plan unique index on AuditStore.name
MERGE (s:AuditStore {name: 'audit'})
ON CREATE SET s.id = $id
RETURN s.id AS id
