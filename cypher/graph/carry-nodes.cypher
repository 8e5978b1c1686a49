// Every node as text with the type of each property, to lay a small store into a new one.
// @mode read
// @timeout 60s
// @column key String  of this store only
// @column labels List<String>
// @column properties List<{name: String, type: String, text: String?, texts: List<String>}>
// @plan all nodes: only asked of a store without imports
MATCH (n)
RETURN elementId(n) AS key, labels(n) AS labels,
       [k IN keys(n) | {name: k, type: valueType(n[k]),
                        text: CASE WHEN valueType(n[k]) STARTS WITH 'LIST' THEN null ELSE toString(n[k]) END,
                        texts: CASE WHEN valueType(n[k]) STARTS WITH 'LIST' THEN toStringList(n[k]) ELSE [] END}] AS properties
ORDER BY key
