// Every node that links lead to, for the adjacency: what it is marked, the days it stands for, whether its source has taken
// it back. The adjacency is no answer: what a caller may see is asked of it (src/links/adjacency/Sight.ts).
// @mode read
// @timeout 600s
// @column kind String
// @column id String
// @column marking String?   none for identifiers, which are seen by their uses
// @column areaOrKind String?  borough of a place in small letters, without one its postcode district; kind of an identifier
// @column from Date?        first day it can mean
// @column to Date?
// @column ended Boolean
// @plan a scan of each label
MATCH (n:Person) RETURN 'PERSON' AS kind, n.id AS id, n.marking AS marking, null AS areaOrKind, null AS from, null AS to, false AS ended
UNION ALL
MATCH (n:Offence)
RETURN 'OFFENCE' AS kind, n.id AS id, n.marking AS marking, null AS areaOrKind, coalesce(date(n.occurredFrom), n.reportedOn) AS from,
       coalesce(date(n.occurredTo), date(n.occurredFrom), n.reportedTo, n.reportedOn) AS to, n.endedOn IS NOT NULL AS ended
UNION ALL
MATCH (n:Location) RETURN 'LOCATION' AS kind, n.id AS id, n.marking AS marking, coalesce(toLower(trim(n.borough)), toLower(split(n.postcode, ' ')[0])) AS areaOrKind, null AS from, null AS to, false AS ended
UNION ALL
MATCH (n:Identifier) RETURN 'IDENTIFIER' AS kind, n.id AS id, null AS marking, n.kind AS areaOrKind, null AS from, null AS to, false AS ended
UNION ALL
MATCH (n:Event) RETURN 'EVENT' AS kind, n.id AS id, n.marking AS marking, null AS areaOrKind, date(n.at) AS from, date(n.at) AS to, n.endedOn IS NOT NULL AS ended
UNION ALL
MATCH (n:IntelligenceReport)
RETURN 'INTELLIGENCE_REPORT' AS kind, n.id AS id, n.marking AS marking, null AS areaOrKind, date(n.writtenAt) AS from, date(n.writtenAt) AS to, n.endedOn IS NOT NULL AS ended
UNION ALL
MATCH (n:CustodyEpisode)
RETURN 'CUSTODY_EPISODE' AS kind, n.id AS id, n.marking AS marking, null AS areaOrKind, date(n.arrestedAt) AS from, date(n.releasedAt) AS to, n.endedOn IS NOT NULL AS ended
UNION ALL
MATCH (n:Exhibit)
RETURN 'EXHIBIT' AS kind, n.id AS id, n.marking AS marking, null AS areaOrKind, coalesce(n.submittedOn, n.resultOn) AS from, coalesce(n.resultOn, n.submittedOn) AS to, n.endedOn IS NOT NULL AS ended
UNION ALL
MATCH (n:Order) RETURN 'ORDER' AS kind, n.id AS id, n.marking AS marking, null AS areaOrKind, n.from AS from, n.to AS to, n.endedOn IS NOT NULL AS ended
