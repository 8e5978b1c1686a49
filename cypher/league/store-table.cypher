// Keeps the answer to a league question for this version of the graph, in place of an older one.
// @mode write
// @timeout 60s
// @param id String
// @param programme String
// @param version Integer
// @param totals String
// @param marking String
// @param at DateTime
// @param pages List<{number: Integer, personIds: List<String>, harmMicros: List<Integer>, victims: List<Integer>, offences: List<Integer>, unknownHarm: List<Integer>}>
// @plan unique index on LeagueTable.id
MERGE (t:LeagueTable {id: $id})
SET t.programme = $programme, t.graphVersion = $version, t.totals = $totals, t.marking = $marking, t.computedAt = $at
WITH t
CALL (t) {
  MATCH (t)-[:HAS_PAGE]->(old) DETACH DELETE old
}
UNWIND $pages AS page
CREATE (t)-[:HAS_PAGE {marking: $marking}]->(p:LeagueTablePage)
SET p = page, p.marking = $marking
