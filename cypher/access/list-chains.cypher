// The chains of the audit as their writers last noted them; what pruning has left of each. A note that no writer makes, of
// other types, is none.
// @mode read
// @column instance String
// @column sequence Integer
// @column hash String
// @column at Integer
// @column keyId String
// @column stump {sequence: Integer, hash: String, at: Integer, seal: String, keyId: String}?
// @plan all AuditChain nodes: one for each writer there ever was at a time
MATCH (c:AuditChain)
WHERE c.instance IS :: STRING NOT NULL AND c.sequence IS :: INTEGER NOT NULL AND c.hash IS :: STRING NOT NULL
  AND c.at IS :: INTEGER NOT NULL AND c.keyId IS :: STRING NOT NULL
RETURN c.instance AS instance, c.sequence AS sequence, c.hash AS hash, c.at AS at, c.keyId AS keyId,
       CASE WHEN NOT (c.stumpSequence IS :: INTEGER NOT NULL AND c.stumpHash IS :: STRING NOT NULL AND c.stumpAt IS :: INTEGER NOT NULL
                   AND c.stumpSeal IS :: STRING NOT NULL AND c.stumpKeyId IS :: STRING NOT NULL) THEN null
            ELSE {sequence: c.stumpSequence, hash: c.stumpHash, at: c.stumpAt, seal: c.stumpSeal, keyId: c.stumpKeyId} END AS stump
ORDER BY instance
