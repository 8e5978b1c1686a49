// Every link of these nodes, each once, as load-links gives them.
// @mode read
// @timeout 120s
// @param nodes List<{kind: String, id: String}>
// @column kind String
// @column start String
// @column end String
// @column endKind String?   where the kind of link does not tell: of BY, WITH and MENTIONS
// @column marking String
// @column record String?    record of a person that the link rests on
// @column otherRecord String?  of the person at the end of a tie
// @column from String?
// @column to String?
// @column endedOn String?
// @column cleared Boolean   a suspect who was eliminated or acquitted
// @plan unique index on the id of each label, then the links of the node
UNWIND $nodes AS row
CALL (row) {
  WITH row WHERE row.kind = 'PERSON' MATCH (n:Person {id: row.id}) RETURN n
  UNION ALL WITH row WHERE row.kind = 'OFFENCE' MATCH (n:Offence {id: row.id}) RETURN n
  UNION ALL WITH row WHERE row.kind = 'LOCATION' MATCH (n:Location {id: row.id}) RETURN n
  UNION ALL WITH row WHERE row.kind = 'IDENTIFIER' MATCH (n:Identifier {id: row.id}) RETURN n
  UNION ALL WITH row WHERE row.kind = 'EVENT' MATCH (n:Event {id: row.id}) RETURN n
  UNION ALL WITH row WHERE row.kind = 'INTELLIGENCE_REPORT' MATCH (n:IntelligenceReport {id: row.id}) RETURN n
  UNION ALL WITH row WHERE row.kind = 'CUSTODY_EPISODE' MATCH (n:CustodyEpisode {id: row.id}) RETURN n
  UNION ALL WITH row WHERE row.kind = 'EXHIBIT' MATCH (n:Exhibit {id: row.id}) RETURN n
  UNION ALL WITH row WHERE row.kind = 'ORDER' MATCH (n:Order {id: row.id}) RETURN n
}
MATCH (n)-[r:SUSPECT_IN|VICTIM_OF|WITNESS_TO|REPORTED|OCCURRED_AT|LIVED_AT|USED|INVOLVED|TIED_TO|MENTIONS|BY|WITH|AT|HELD|FOR|SEIZED_FOR|MATCHED|BINDS|PROTECTS]-()
WHERE r.marking IS NOT NULL
WITH DISTINCT r
WITH r, startNode(r) AS a, endNode(r) AS b
RETURN type(r) AS kind, a.id AS start, b.id AS end,
       CASE WHEN NOT type(r) IN ['BY', 'WITH', 'MENTIONS'] THEN null WHEN b:Person THEN 'PERSON' WHEN b:Identifier THEN 'IDENTIFIER' WHEN b:Offence THEN 'OFFENCE'
            WHEN b:Location THEN 'LOCATION' WHEN b:Event THEN 'EVENT' WHEN b:IntelligenceReport THEN 'INTELLIGENCE_REPORT' WHEN b:CustodyEpisode THEN 'CUSTODY_EPISODE'
            WHEN b:Exhibit THEN 'EXHIBIT' WHEN b:Order THEN 'ORDER' END AS endKind,
       r.marking AS marking, r.recordId AS record, r.otherRecordId AS otherRecord, toString(r.from) AS from, toString(r.to) AS to, toString(r.endedOn) AS endedOn,
       type(r) = 'SUSPECT_IN' AND coalesce(r.status, '') IN ['ELIMINATED', 'ACQUITTED'] AS cleared
