// Removes nodes that are about nobody any more.
// @mode write
// @param rows List<{id: String, label: String}>
// @plan unique index on the id of each label
UNWIND $rows AS row
CALL (row) {
  WITH row WHERE row.label = 'IntelligenceReport' MATCH (x:IntelligenceReport {id: row.id}) RETURN x
  UNION ALL WITH row WHERE row.label = 'Event' MATCH (x:Event {id: row.id}) RETURN x
  UNION ALL WITH row WHERE row.label = 'CustodyEpisode' MATCH (x:CustodyEpisode {id: row.id}) RETURN x
  UNION ALL WITH row WHERE row.label = 'Order' MATCH (x:Order {id: row.id}) RETURN x
}
DETACH DELETE x
