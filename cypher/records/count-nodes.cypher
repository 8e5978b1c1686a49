// Visible nodes by kind.
// @mode read
// @timeout 60s
// @param visible List<String>
// @column kind String
// @column count Integer
// @plan every node of each label: asked rarely, kept by version of the graph
CALL () {
  MATCH (n:Person) WHERE n.marking IN $visible RETURN 'PERSON' AS kind, count(n) AS count
  UNION ALL MATCH (n:Offence) WHERE n.marking IN $visible RETURN 'OFFENCE' AS kind, count(n) AS count
  UNION ALL MATCH (n:Location) WHERE n.marking IN $visible RETURN 'LOCATION' AS kind, count(n) AS count
  UNION ALL MATCH (i:Identifier) WHERE any(marking IN i.markings WHERE marking IN $visible)
    OR EXISTS { (i)<-[u:USED|INVOLVED|BY|WITH]-(p) WHERE u.marking IN $visible AND p.marking IN $visible }
    RETURN 'IDENTIFIER' AS kind, count(i) AS count
  UNION ALL MATCH (n:IntelligenceReport) WHERE n.marking IN $visible RETURN 'INTELLIGENCE_REPORT' AS kind, count(n) AS count
  UNION ALL MATCH (n:Event) WHERE n.marking IN $visible RETURN 'EVENT' AS kind, count(n) AS count
  UNION ALL MATCH (n:CustodyEpisode) WHERE n.marking IN $visible RETURN 'CUSTODY_EPISODE' AS kind, count(n) AS count
  UNION ALL MATCH (n:Exhibit) WHERE n.marking IN $visible RETURN 'EXHIBIT' AS kind, count(n) AS count
  UNION ALL MATCH (n:Order) WHERE n.marking IN $visible RETURN 'ORDER' AS kind, count(n) AS count
}
RETURN kind, count
ORDER BY kind
