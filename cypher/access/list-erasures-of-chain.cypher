// Entries of a chain that record erasures, up to one of its entries.
// @mode read
// @timeout 120s
// @param instance String
// @param upTo Integer
// @column sequence Integer
// @column hash String
// @column variables String
// @plan index on AuditEntry (instance, sequence)
MATCH (a:AuditEntry)
WHERE a.instance = $instance AND a.sequence > 0 AND a.sequence <= $upTo AND a.operation = 'audit erasure'
RETURN a.sequence AS sequence, a.hash AS hash, a.variables AS variables
ORDER BY sequence
