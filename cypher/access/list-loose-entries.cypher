// Entries that stand in no chain, or where a chain was pruned away: nobody but a hand in the database makes them.
// @mode read
// @timeout 600s
// @column key String
// @column requestId String?
// @plan every AuditEntry node
MATCH (a:AuditEntry)
WHERE NOT a.instance IS :: STRING NOT NULL OR NOT a.sequence IS :: INTEGER NOT NULL OR a.sequence < 1 OR a.instance = ''
   OR EXISTS { MATCH (c:AuditChain {instance: a.instance}) WHERE a.sequence <= c.stumpSequence }
RETURN elementId(a) AS key, toString(a.requestId) AS requestId
LIMIT 100
