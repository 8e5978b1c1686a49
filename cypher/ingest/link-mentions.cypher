// Links reports to the other things they mention, once those exist: as the reports stand, whoever stated it.
// @mode write
// @timeout 60s
// @param rows List<{id: String, other: String, link: String}>
// @param joins Map
// @column marking String  markings that were touched
// @plan unique index of each label
UNWIND $rows AS row
MATCH (n:IntelligenceReport {id: row.id}) WHERE row.link IN n.links
CALL (row) {
  MATCH (x:IntelligenceReport {id: row.other}) RETURN x
  UNION MATCH (x:Event {id: row.other}) RETURN x
  UNION MATCH (x:CustodyEpisode {id: row.other}) RETURN x
  UNION MATCH (x:Exhibit {id: row.other}) RETURN x
  UNION MATCH (x:Order {id: row.other}) RETURN x
}
WITH n, x WHERE NOT EXISTS { (n)-[:MENTIONS]->(x) }
CREATE (n)-[r:MENTIONS {importId: n.importId, marking: $joins[n.marking + '|' + x.marking]}]->(x)
RETURN DISTINCT r.marking AS marking
