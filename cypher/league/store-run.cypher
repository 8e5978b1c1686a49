// Stores a league run in one go: what it was asked and knew, everybody ranked in pages, and a node for each of the
// listed with links to the person and to each offence that counts. A run that is there already is left as it is.
// @mode write
// @timeout 120s
// @param run {id: String, marking: String, programme: String, status: String, madeAt: DateTime, madeBy: String, content: String, exclusions: String, backfilled: Boolean, allTime: Boolean, windowFrom: Date?, windowTo: Date?, lastDay: Date, types: List<String>?, excludedStatuses: List<String>, countedMarkings: List<String>, size: Integer, suspects: Integer, offences: Integer, harmMicros: Integer, harmMicrosAttributed: Integer, allSuspects: Integer, allHarmMicrosAttributed: Integer}
// @param pages List<{id: String, number: Integer, personIds: List<String>, harmMicros: List<Integer>, content: String}>
// @param entries List<{id: String, rank: Integer, personId: String, recordIds: List<String>, harmMicros: Integer, offences: Integer, victims: Integer, unknownHarm: Integer, weighedIds: List<String>, weighedMicros: List<Integer>, unweighedIds: List<String>, counts: List<{offenceId: String, micros: Integer?, days: Float?, basis: String, provisional: Boolean, status: String?, typeCode: String?, reportedOn: Date?}>}>
// @plan unique indexes on LeagueRun.id, Programme.id, Person.id and Offence.id
MERGE (r:LeagueRun {id: $run.id})
WITH r WHERE r.status IS NULL
SET r = $run
WITH r
CALL (r) {
  MATCH (p:Programme {id: $run.programme})
  CREATE (r)-[:OF {marking: $run.marking}]->(p)
}
CALL (r) {
  UNWIND $pages AS page
  CREATE (r)-[:HAS_PAGE {marking: $run.marking}]->(n:LeagueRunPage)
  SET n = page, n.marking = $run.marking
}
UNWIND $entries AS entry
CREATE (r)-[:HAS_ENTRY {marking: $run.marking}]->(e:LeagueEntry {id: entry.id})
SET e.marking = $run.marking, e.rank = entry.rank, e.personId = entry.personId, e.recordIds = entry.recordIds,
    e.harmMicros = entry.harmMicros, e.offences = entry.offences, e.victims = entry.victims,
    e.unknownHarm = entry.unknownHarm, e.weighedIds = entry.weighedIds, e.weighedMicros = entry.weighedMicros,
    e.unweighedIds = entry.unweighedIds,
    e.recordVersions = COLLECT { MATCH (s:SourceRecord) WHERE s.id IN entry.recordIds RETURN s.id + '#' + s.version ORDER BY s.id }
WITH e, entry
CALL (e, entry) {
  MATCH (p:Person {id: entry.personId})
  CREATE (e)-[:RANKS {recordId: entry.personId, stated: 'league run', marking: $run.marking}]->(p)
}
CALL (e, entry) {
  UNWIND entry.counts AS c
  MATCH (o:Offence {id: c.offenceId})
  CREATE (e)-[n:COUNTS]->(o)
  SET n = c, n.offenceMarking = o.marking, n.marking = $run.marking
}
