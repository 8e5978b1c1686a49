// The shortest path between two persons as Neo4j finds it, over the kinds of link that paths walk.
// @mode read
// @timeout 300s
// @param from String
// @param to String
// @column length Integer nullable
// @plan unique index on Person.id for both ends, then the server's own search from both sides
MATCH (a:Person {id: $from}), (b:Person {id: $to})
OPTIONAL MATCH path = shortestPath((a)-[:USED|LIVED_AT|TIED_TO*..8]-(b))
RETURN length(path) AS length
