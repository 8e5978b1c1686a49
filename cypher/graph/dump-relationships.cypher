// Every relationship with its ends and all it holds, to compare two stores or two moments of one.
// @mode read
// @timeout 300s
// @column type String
// @column start String
// @column end String
// @column properties Map
// @plan all relationships
MATCH (a)-[r]->(b)
RETURN type(r) AS type, CASE WHEN a:Identifier THEN 'Identifier' ELSE labels(a)[0] END + ' ' + coalesce(a.id, a.code) AS start,
       CASE WHEN b:Identifier THEN 'Identifier' ELSE labels(b)[0] END + ' ' + coalesce(b.id, b.code) AS end,
       r{.*} AS properties
