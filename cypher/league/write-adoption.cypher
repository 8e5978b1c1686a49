// Writes a decision on somebody ranked in a programme, if the newest decision on him there is the one that is expected.
// Two who decide at once wait for each other. It follows the record when records are merged or parted.
// @mode write
// @param adoption {id: String, marking: String, programme: String, status: String, reason: String, reviewOn: Date?, by: String, team: String?, at: DateTime, rank: Integer, harmMicros: Integer, listedOn: Date?, edition: String, runId: String?}
// @param personId String
// @param expected String?          id of the newest decision that the decider saw
// @column written Boolean
// @column latest String?           id of the newest decision before
// @column same Boolean             whether that is this very decision, asked for again
// @plan unique indexes on Programme.id and Person.id
MATCH (g:Programme {id: $adoption.programme})
SET g.changesLock = true
REMOVE g.changesLock
WITH g
MATCH (p:Person {id: $personId})
OPTIONAL MATCH (before:Adoption {programme: $adoption.programme})-[:ADOPTS]->(p)
WITH g, p, before ORDER BY before.at DESC, before.id DESC
WITH g, p, collect(before)[0] AS latest
WITH g, p, latest, coalesce(latest.id, '') = coalesce($expected, '') AS expected,
     coalesce(latest.status = $adoption.status AND latest.by = $adoption.by AND latest.reason = $adoption.reason
       AND coalesce(toString(latest.reviewOn), '') = coalesce(toString($adoption.reviewOn), ''), false) AS same
OPTIONAL MATCH (r:LeagueRun {programme: $adoption.programme, status: 'FROZEN'})-[:HAS_ENTRY]->()-[:RANKS]->(p)
WITH g, p, latest, expected, same, min(r.lastDay) AS firstListedOn
FOREACH (_ IN CASE WHEN expected AND NOT same THEN [1] ELSE [] END |
  CREATE (a:Adoption)
  SET a = $adoption, a.firstListedOn = firstListedOn
  CREATE (a)-[:OF {marking: $adoption.marking}]->(g)
  CREATE (a)-[:ADOPTS {recordId: $personId, stated: 'adoption', marking: $adoption.marking}]->(p))
RETURN expected AND NOT same AS written, latest.id AS latest, same
