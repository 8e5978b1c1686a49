// Keeps a programme's current table, in place of an older one, so that a service that starts need not rank everybody.
// @mode write
// @timeout 120s
// @param programme String
// @param question String            what was asked
// @param editionDigest String
// @param versionIds List<String>    markings, and
// @param versionNumbers List<Integer>  how often something of each had changed
// @param from Date?
// @param to Date?
// @param marking String
// @param at DateTime
// @param stamp String  of this storing, on the table and each page: of two that store at once, a reader sees no mixture
// @param lines Integer
// @param pages List<{number: Integer, personIds: List<String>, harmMicros: List<Integer>, victims: List<Integer>, offences: List<Integer>, unknownHarm: List<Integer>}>
// @plan unique index on LeagueTable.id
MERGE (t:LeagueTable {id: $programme})
SET t.programme = $programme, t.question = $question, t.editionDigest = $editionDigest, t.versionIds = $versionIds,
    t.versionNumbers = $versionNumbers, t.from = $from, t.to = $to, t.marking = $marking, t.computedAt = $at,
    t.stamp = $stamp, t.lines = $lines
WITH t
CALL (t) {
  MATCH (t)-[:HAS_PAGE]->(old) DETACH DELETE old
}
UNWIND $pages AS page
CREATE (t)-[:HAS_PAGE {marking: $marking}]->(p:LeagueTablePage)
SET p = page, p.marking = $marking, p.stamp = $stamp
