// Links reports to the other things they mention, once those exist.
// @mode write
// @timeout 60s
// @param rows List<{id: String, other: String}>
// @param importId String
// @param joins Map
// @plan unique index of each label
UNWIND $rows AS row
MATCH (n:IntelligenceReport {id: row.id})
CALL (row) {
  MATCH (x:IntelligenceReport {id: row.other}) RETURN x
  UNION MATCH (x:Event {id: row.other}) RETURN x
  UNION MATCH (x:CustodyEpisode {id: row.other}) RETURN x
  UNION MATCH (x:Exhibit {id: row.other}) RETURN x
  UNION MATCH (x:Order {id: row.other}) RETURN x
}
MERGE (n)-[r:MENTIONS]->(x)
SET r.importId = $importId, r.marking = $joins[n.marking + '|' + x.marking]
