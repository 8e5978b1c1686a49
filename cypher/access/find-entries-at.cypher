// What stands at these places of chains.
// @mode read
// @param places List<{instance: String, sequence: Integer}>
// @column instance String
// @column sequence Integer
// @column hash String
// @plan index on AuditEntry (instance, sequence)
UNWIND $places AS place
MATCH (a:AuditEntry {instance: place.instance, sequence: place.sequence})
RETURN a.instance AS instance, a.sequence AS sequence, coalesce(a.hash, '') AS hash
