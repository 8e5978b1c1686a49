// The groups and periods that the operator has set, as they were last stored.
// @mode read
// @column content String  JSON
// @column digest String
// @plan unique index on RetentionPolicy.id
MATCH (p:RetentionPolicy {id: 'retention'})
RETURN p.content AS content, p.digest AS digest
