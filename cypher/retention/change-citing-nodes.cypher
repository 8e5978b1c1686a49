// Takes a record out of the links that nodes keep as text; raises what only others may still see.
// @mode write
// @param rows List<{id: String, label: String, links: List<String>, marking: String}>
// @plan unique index on the id of each label
UNWIND $rows AS row
CALL (row) {
  WITH row WHERE row.label = 'IntelligenceReport' MATCH (x:IntelligenceReport {id: row.id}) RETURN x
  UNION ALL WITH row WHERE row.label = 'Event' MATCH (x:Event {id: row.id}) RETURN x
  UNION ALL WITH row WHERE row.label = 'CustodyEpisode' MATCH (x:CustodyEpisode {id: row.id}) RETURN x
  UNION ALL WITH row WHERE row.label = 'Exhibit' MATCH (x:Exhibit {id: row.id}) RETURN x
  UNION ALL WITH row WHERE row.label = 'Order' MATCH (x:Order {id: row.id}) RETURN x
}
SET x.links = row.links, x.marking = row.marking
