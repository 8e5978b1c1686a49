// No offence has two types: its harm would count twice.
// @mode read
// @timeout 600s
// @column offence String
// @column types List<String>
// @plan all Offence nodes, their degree
MATCH (o:Offence)
WHERE COUNT { (o)-[:CLASSED_AS]->() } > 1
RETURN o.id AS offence, COLLECT { MATCH (o)-[:CLASSED_AS]->(t) RETURN t.code ORDER BY t.code } AS types
LIMIT 100
