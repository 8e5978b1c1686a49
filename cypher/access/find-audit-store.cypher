// The identity by which the audit knows this store, if it has one.
// @mode read
// @column id String
// @plan unique index on AuditStore.name
MATCH (s:AuditStore {name: 'audit'})
RETURN s.id AS id
