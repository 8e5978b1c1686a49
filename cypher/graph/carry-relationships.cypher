// Every relationship as text with the type of each property, to lay a small store into a new one.
// @mode read
// @timeout 60s
// @column type String
// @column start String
// @column end String
// @column properties List<{name: String, type: String, text: String?, texts: List<String>}>
// @plan all relationships: only asked of a store without imports
MATCH (a)-[r]->(b)
RETURN type(r) AS type, elementId(a) AS start, elementId(b) AS end,
       [k IN keys(r) | {name: k, type: valueType(r[k]),
                        text: CASE WHEN valueType(r[k]) STARTS WITH 'LIST' THEN null ELSE toString(r[k]) END,
                        texts: CASE WHEN valueType(r[k]) STARTS WITH 'LIST' THEN toStringList(r[k]) ELSE [] END}] AS properties
