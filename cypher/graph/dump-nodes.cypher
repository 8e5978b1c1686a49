// Every node with all it holds, to compare two stores or two moments of one.
// @mode read
// @timeout 300s
// @column labels List<String>
// @column properties Map
// @plan all nodes
MATCH (n)
RETURN labels(n) AS labels, n{.*} AS properties
