// Sets the marking that a person decided on, beside what sources state.
// @mode write
// @param label String  one of the labels below
// @param id String
// @param marking String
// @param over String    what sources stated when it was decided
// @plan unique index on the id of each label
CALL () {
  WITH 1 AS one WHERE $label = 'Offence' MATCH (n:Offence {id: $id}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'Location' MATCH (n:Location {id: $id}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'IntelligenceReport' MATCH (n:IntelligenceReport {id: $id}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'Event' MATCH (n:Event {id: $id}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'CustodyEpisode' MATCH (n:CustodyEpisode {id: $id}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'Exhibit' MATCH (n:Exhibit {id: $id}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'Order' MATCH (n:Order {id: $id}) RETURN n
}
SET n.marking = $marking, n.markingSet = $marking, n.markingOver = $over, n.markingStated = $over
