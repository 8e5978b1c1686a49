// The last entry of a chain.
// @mode read
// @param instance String
// @column sequence Integer
// @column hash String
// @plan index on AuditEntry (instance, sequence)
MATCH (a:AuditEntry)
WHERE a.instance = $instance AND a.sequence > 0
RETURN a.sequence AS sequence, a.hash AS hash
ORDER BY a.sequence DESC
LIMIT 1
