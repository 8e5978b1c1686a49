// Carries a node's changed marking to every link that is marked by it: the least upper bound of what the link's own row
// (or the node it hangs from) says, and of what it leads to and cites. Roles of persons are marked by their own row and
// record (change-record-markings); whoever reads them asks for the marking of the offence as well.
// @mode write
// @timeout 60s
// @param label String  one of the labels below
// @param ids List<String>
// @param joins Map  least upper bound by 'a|b'
// @column marking String  markings that were touched
// @plan unique index on the id of each label, then the links of the node
UNWIND $ids AS id
CALL (id) {
  WITH id WHERE $label = 'Offence' MATCH (n:Offence {id: id}) RETURN n
  UNION ALL
  WITH id WHERE $label = 'Location' MATCH (n:Location {id: id}) RETURN n
  UNION ALL
  WITH id WHERE $label = 'IntelligenceReport' MATCH (n:IntelligenceReport {id: id}) RETURN n
  UNION ALL
  WITH id WHERE $label = 'Event' MATCH (n:Event {id: id}) RETURN n
  UNION ALL
  WITH id WHERE $label = 'CustodyEpisode' MATCH (n:CustodyEpisode {id: id}) RETURN n
  UNION ALL
  WITH id WHERE $label = 'Exhibit' MATCH (n:Exhibit {id: id}) RETURN n
  UNION ALL
  WITH id WHERE $label = 'Order' MATCH (n:Order {id: id}) RETURN n
}
MATCH (n)-[r:CLASSED_AS|OCCURRED_AT|INVOLVED|MENTIONS|BY|WITH|AT|HELD|FOR|SEIZED_FOR|MATCHED|BINDS|PROTECTS]-()
WITH DISTINCT r
OPTIONAL MATCH (s:SourceRecord {id: r.recordId})
WITH r, s, startNode(r) AS one, endNode(r) AS two, r.marking AS before, type(r) = 'INVOLVED' AS own
WITH r, before, own, s.marking AS record, CASE WHEN own THEN coalesce(r.rowMarking, r.marking) ELSE one.marking END AS stated,
     CASE WHEN own THEN one.marking WHEN two:Person OR two:Identifier OR two:OffenceType THEN null ELSE two.marking END AS other
WITH r, before, own, stated, $joins[$joins[stated + '|' + coalesce(record, stated)] + '|' + coalesce(other, stated)] AS after
SET r.marking = after, r.rowMarking = CASE WHEN own AND after <> stated THEN stated ELSE null END
WITH before, after
UNWIND [before, after] AS marking
RETURN DISTINCT marking
