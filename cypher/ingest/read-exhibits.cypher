// Exhibit nodes as they stand, all properties.
// @mode read
// @timeout 60s
// @param ids List<String>
// @column id String
// @column properties Map
// @plan unique index on Exhibit.id
MATCH (n:Exhibit) WHERE n.id IN $ids
RETURN n.id AS id, n{.*} AS properties
