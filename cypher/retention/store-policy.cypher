// Stores the operator's groups and periods where they differ from those that stand.
// @mode write
// @param content String  JSON
// @param digest String
// @param at DateTime
// @plan unique index on RetentionPolicy.id
MERGE (p:RetentionPolicy {id: 'retention'})
WITH p WHERE coalesce(p.digest, '') <> $digest
SET p.content = $content, p.digest = $digest, p.storedAt = $at, p.marking = 'OFFICIAL'
