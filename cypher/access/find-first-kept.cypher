// The first entry of a chain that is young enough to stay.
// @mode read
// @timeout 120s
// @param instance String
// @param before Integer   milliseconds: what is older may go
// @column sequence Integer
// @plan index on AuditEntry (instance, sequence), read from its beginning
MATCH (a:AuditEntry)
WHERE a.instance = $instance AND a.sequence > 0 AND a.at >= datetime({epochMillis: $before})
RETURN a.sequence AS sequence
ORDER BY a.sequence
LIMIT 1
