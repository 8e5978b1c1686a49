// Decisions as they stand.
// @mode read
// @timeout 60s
// @param ids List<String>
// @column id String
// @column properties Map
// @plan unique index on Judgement.id
MATCH (n:Judgement) WHERE n.id IN $ids
RETURN n.id AS id, n{.*} AS properties
