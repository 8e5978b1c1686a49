// Every link between two such nodes, for the adjacency, by the node at its start: one row for all of its links, whose n-th is
// told by the n-th of each list. Rows, not links, are what reading takes longest for.
// @mode read
// @timeout 900s
// @column start String
// @column kinds List<String>
// @column ends List<String>
// @column endKinds List<String?>   where the kind of link does not tell: of BY, WITH and MENTIONS
// @column markings List<String>
// @column records List<String?>    record of a person that the link rests on
// @column otherRecords List<String?>  of the person at the end of a tie
// @column froms List<String?>
// @column tos List<String?>
// @column endedOns List<String?>
// @column cleared List<Boolean>    a suspect who was eliminated or acquitted
// @plan a scan of each label that links begin at, and the links of each node
MATCH (a:Person|Offence|Event|IntelligenceReport|CustodyEpisode|Exhibit|Order)
WITH a, COLLECT {
  MATCH (a)-[r:SUSPECT_IN|VICTIM_OF|WITNESS_TO|REPORTED|OCCURRED_AT|LIVED_AT|USED|INVOLVED|TIED_TO|MENTIONS|BY|WITH|AT|HELD|FOR|SEIZED_FOR|MATCHED|BINDS|PROTECTS]->()
  WHERE r.marking IS NOT NULL
  RETURN r
} AS links
WHERE size(links) > 0
RETURN a.id AS start, [r IN links | type(r)] AS kinds, [r IN links | endNode(r).id] AS ends,
       [r IN links | CASE WHEN NOT type(r) IN ['BY', 'WITH', 'MENTIONS'] THEN null WHEN endNode(r):Person THEN 'PERSON' WHEN endNode(r):Identifier THEN 'IDENTIFIER'
            WHEN endNode(r):Offence THEN 'OFFENCE' WHEN endNode(r):Location THEN 'LOCATION' WHEN endNode(r):Event THEN 'EVENT'
            WHEN endNode(r):IntelligenceReport THEN 'INTELLIGENCE_REPORT' WHEN endNode(r):CustodyEpisode THEN 'CUSTODY_EPISODE'
            WHEN endNode(r):Exhibit THEN 'EXHIBIT' WHEN endNode(r):Order THEN 'ORDER' END] AS endKinds,
       [r IN links | r.marking] AS markings, [r IN links | r.recordId] AS records, [r IN links | r.otherRecordId] AS otherRecords,
       [r IN links | toString(r.from)] AS froms, [r IN links | toString(r.to)] AS tos, [r IN links | toString(r.endedOn)] AS endedOns,
       [r IN links | type(r) = 'SUSPECT_IN' AND coalesce(r.status, '') IN ['ELIMINATED', 'ACQUITTED']] AS cleared
