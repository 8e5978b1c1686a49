// Takes entries from the beginning of a chain and keeps, sealed, where they ended.
// @mode write
// @timeout 120s
// @param instance String
// @param stump {stumpSequence: Integer, stumpHash: String, stumpAt: Integer, stumpSeal: String, stumpKeyId: String}
// @column deleted Integer
// @plan index on AuditEntry (instance, sequence)
MERGE (c:AuditChain {instance: $instance})
ON CREATE SET c.sequence = $stump.stumpSequence, c.hash = $stump.stumpHash, c.at = $stump.stumpAt, c.keyId = $stump.stumpKeyId
SET c += $stump
WITH c
MATCH (a:AuditEntry)
WHERE a.instance = $instance AND a.sequence > 0 AND a.sequence <= $stump.stumpSequence
DETACH DELETE a
RETURN count(*) AS deleted
