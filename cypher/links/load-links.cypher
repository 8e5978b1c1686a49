// Every link between two such nodes, for the adjacency.
// @mode read
// @timeout 900s
// @column kind String
// @column start String
// @column end String
// @column endKind String?   where the kind of link does not tell: of BY, WITH and MENTIONS
// @column marking String
// @column record String?    record of a person that the link rests on
// @column otherRecord String?  of the person at the end of a tie
// @column from Date?
// @column to Date?
// @column endedOn Date?
// @column cleared Boolean   a suspect who was eliminated or acquitted
// @plan a scan of each relationship type
MATCH (a)-[r:SUSPECT_IN|VICTIM_OF|WITNESS_TO|REPORTED|OCCURRED_AT|LIVED_AT|USED|INVOLVED|TIED_TO|MENTIONS|BY|WITH|AT|HELD|FOR|SEIZED_FOR|MATCHED|BINDS|PROTECTS]->(b)
WHERE r.marking IS NOT NULL
RETURN type(r) AS kind, a.id AS start, b.id AS end,
       CASE WHEN NOT type(r) IN ['BY', 'WITH', 'MENTIONS'] THEN null WHEN b:Person THEN 'PERSON' WHEN b:Identifier THEN 'IDENTIFIER' WHEN b:Offence THEN 'OFFENCE'
            WHEN b:Location THEN 'LOCATION' WHEN b:Event THEN 'EVENT' WHEN b:IntelligenceReport THEN 'INTELLIGENCE_REPORT' WHEN b:CustodyEpisode THEN 'CUSTODY_EPISODE'
            WHEN b:Exhibit THEN 'EXHIBIT' WHEN b:Order THEN 'ORDER' END AS endKind,
       r.marking AS marking, r.recordId AS record, r.otherRecordId AS otherRecord, r.from AS from, r.to AS to, r.endedOn AS endedOn,
       type(r) = 'SUSPECT_IN' AND coalesce(r.status, '') IN ['ELIMINATED', 'ACQUITTED'] AS cleared
