// The last entry of a chain.
// @mode read
// @param instance String
// @column sequence Integer
// @column hash String
// @plan index on AuditEntry (instance, sequence)
MATCH (a:AuditEntry)
WHERE a.instance = $instance AND a.sequence > 0
RETURN toInteger(a.sequence) AS sequence, CASE WHEN a.hash IS :: STRING NOT NULL THEN a.hash ELSE '' END AS hash
ORDER BY a.sequence DESC
LIMIT 1
