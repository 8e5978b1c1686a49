// Every relationship with its ends and all it holds, to compare two stores or two moments of one.
// @mode read
// @timeout 300s
// @column type String
// @column start String
// @column end String
// @column properties Map
// @plan all relationships
MATCH (a)-[r]->(b)
RETURN type(r) AS type, labels(a)[0] + ' ' + coalesce(a.id, a.code) AS start, labels(b)[0] + ' ' + coalesce(b.id, b.code) AS end,
       r{.*} AS properties
