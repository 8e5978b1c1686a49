// The chains of the audit as their writers last noted them; what pruning has left of each.
// @mode read
// @column instance String
// @column sequence Integer
// @column hash String
// @column at Integer
// @column keyId String
// @column stump {sequence: Integer, hash: String, at: Integer, seal: String, keyId: String}?
// @plan all AuditChain nodes: one for each writer there ever was at a time
MATCH (c:AuditChain)
RETURN c.instance AS instance, c.sequence AS sequence, c.hash AS hash, c.at AS at, c.keyId AS keyId,
       CASE WHEN c.stumpSequence IS NULL THEN null
            ELSE {sequence: c.stumpSequence, hash: c.stumpHash, at: c.stumpAt, seal: c.stumpSeal, keyId: c.stumpKeyId} END AS stump
ORDER BY instance
