// Which store this is, and by which server it was written.
// @mode read
// @column id String
// @column neo4j String
// @plan no data: procedures only
CALL db.info() YIELD id
CALL dbms.components() YIELD name, versions
WITH id, name, versions WHERE name = 'Neo4j Kernel'
RETURN id, versions[0] AS neo4j
