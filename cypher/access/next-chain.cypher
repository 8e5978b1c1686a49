// The chain after this one in the order of their names.
// @mode read
// @param instance String
// @column instance String
// @plan index on AuditEntry (instance, sequence)
MATCH (a:AuditEntry)
WHERE a.instance > $instance AND a.sequence IS NOT NULL
RETURN a.instance AS instance
ORDER BY a.instance
LIMIT 1
