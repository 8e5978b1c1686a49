// Nodes by their ids, as load-nodes gives them; those that are gone are left out.
// @mode read
// @timeout 120s
// @param nodes List<{kind: String, id: String}>
// @column kind String
// @column id String
// @column marking String?   none for identifiers, which are seen by their uses
// @column areaOrKind String?  borough of a place in small letters, without one its postcode district; kind of an identifier
// @column from Date?        first day it can mean
// @column to Date?
// @column ended Boolean
// @plan unique index on the id of each label
UNWIND $nodes AS row
CALL (row) {
  WITH row WHERE row.kind = 'PERSON'
  MATCH (n:Person {id: row.id}) RETURN n.marking AS marking, null AS areaOrKind, null AS from, null AS to, false AS ended
  UNION ALL
  WITH row WHERE row.kind = 'OFFENCE'
  MATCH (n:Offence {id: row.id})
  RETURN n.marking AS marking, null AS areaOrKind, coalesce(date(n.occurredFrom), n.reportedOn) AS from,
         coalesce(date(n.occurredTo), date(n.occurredFrom), n.reportedTo, n.reportedOn) AS to, n.endedOn IS NOT NULL AS ended
  UNION ALL
  WITH row WHERE row.kind = 'LOCATION'
  MATCH (n:Location {id: row.id}) RETURN n.marking AS marking, coalesce(toLower(trim(n.borough)), toLower(split(n.postcode, ' ')[0])) AS areaOrKind, null AS from, null AS to, false AS ended
  UNION ALL
  WITH row WHERE row.kind = 'IDENTIFIER'
  MATCH (n:Identifier {id: row.id}) RETURN null AS marking, n.kind AS areaOrKind, null AS from, null AS to, false AS ended
  UNION ALL
  WITH row WHERE row.kind = 'EVENT'
  MATCH (n:Event {id: row.id}) RETURN n.marking AS marking, null AS areaOrKind, date(n.at) AS from, date(n.at) AS to, n.endedOn IS NOT NULL AS ended
  UNION ALL
  WITH row WHERE row.kind = 'INTELLIGENCE_REPORT'
  MATCH (n:IntelligenceReport {id: row.id})
  RETURN n.marking AS marking, null AS areaOrKind, date(n.writtenAt) AS from, date(n.writtenAt) AS to, n.endedOn IS NOT NULL AS ended
  UNION ALL
  WITH row WHERE row.kind = 'CUSTODY_EPISODE'
  MATCH (n:CustodyEpisode {id: row.id})
  RETURN n.marking AS marking, null AS areaOrKind, date(n.arrestedAt) AS from, date(n.releasedAt) AS to, n.endedOn IS NOT NULL AS ended
  UNION ALL
  WITH row WHERE row.kind = 'EXHIBIT'
  MATCH (n:Exhibit {id: row.id})
  RETURN n.marking AS marking, null AS areaOrKind, coalesce(n.submittedOn, n.resultOn) AS from, coalesce(n.resultOn, n.submittedOn) AS to, n.endedOn IS NOT NULL AS ended
  UNION ALL
  WITH row WHERE row.kind = 'ORDER'
  MATCH (n:Order {id: row.id}) RETURN n.marking AS marking, null AS areaOrKind, n.from AS from, n.to AS to, n.endedOn IS NOT NULL AS ended
}
RETURN row.kind AS kind, row.id AS id, marking, areaOrKind, from, to, ended
