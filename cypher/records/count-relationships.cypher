// Visible relationships by type: both ends and the link itself may be seen. An identifier is seen through
// its uses (search/find-identifiers).
// @mode read
// @timeout 60s
// @param visible List<String>
// @column kind String
// @column count Integer
// @plan every relationship of each type: asked rarely, kept by version of the graph
CALL () {
  MATCH (a)-[r:SUSPECT_IN]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'SUSPECT_IN' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:VICTIM_OF]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'VICTIM_OF' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:WITNESS_TO]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'WITNESS_TO' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:REPORTED]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'REPORTED' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:OTHER_ROLE_IN]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'OTHER_ROLE_IN' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:OCCURRED_AT]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'OCCURRED_AT' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:LIVED_AT]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'LIVED_AT' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:USED]->() WHERE r.marking IN $visible AND a.marking IN $visible RETURN 'USED' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:INVOLVED]->() WHERE r.marking IN $visible AND a.marking IN $visible RETURN 'INVOLVED' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:TIED_TO]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'TIED_TO' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:MENTIONS]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'MENTIONS' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:BY]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND (b:Identifier OR b.marking IN $visible) RETURN 'BY' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:WITH]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND (b:Identifier OR b.marking IN $visible) RETURN 'WITH' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:AT]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'AT' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:HELD]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'HELD' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:FOR]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'FOR' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:SEIZED_FOR]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'SEIZED_FOR' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:MATCHED]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'MATCHED' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:BINDS]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'BINDS' AS kind, count(r) AS count
  UNION ALL MATCH (a)-[r:PROTECTS]->(b) WHERE r.marking IN $visible AND a.marking IN $visible AND b.marking IN $visible RETURN 'PROTECTS' AS kind, count(r) AS count
}
RETURN kind, count
ORDER BY kind
