// Ends the nodes of a source that its newer, complete bundle no longer states.
// @mode write
// @timeout 120s
// @param source String
// @param asOf Date
// @param visible List<String>?  what the importer may see, where that is not everything: nothing else ends
// @param label String
// @column marking String
// @column ended Integer
// @plan all nodes of the one label (a label that is a parameter would read the whole store): only for files listed under complete
CALL () {
  WITH 1 AS one WHERE $label = 'SourceRecord'
  MATCH (n:SourceRecord {source: $source}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'Location'
  MATCH (n:Location {source: $source}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'Offence'
  MATCH (n:Offence {source: $source}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'IntelligenceReport'
  MATCH (n:IntelligenceReport {source: $source}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'Event'
  MATCH (n:Event {source: $source}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'CustodyEpisode'
  MATCH (n:CustodyEpisode {source: $source}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'Exhibit'
  MATCH (n:Exhibit {source: $source}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'Order'
  MATCH (n:Order {source: $source}) RETURN n
  UNION ALL
  WITH 1 AS one WHERE $label = 'Judgement'
  MATCH (n:Judgement {source: $source}) RETURN n
}
WITH n
WHERE n.stated IS NULL AND n.endedOn IS NULL AND coalesce(n.asOf, date('0001-01-01')) < $asOf
  AND ($visible IS NULL OR n.marking IN $visible)
SET n.endedOn = $asOf
RETURN n.marking AS marking, count(n) AS ended
