// Writes a decision on offences that may be of one series, where the newest that its maker may see on two of them or more is
// the one that they saw. Two who decide under a programme at once wait for each other; the same decision in the same words is
// made once.
// @mode write
// @param decision {id: String, marking: String, programme: String, verdict: String, offenceIds: List<String>, apart: List<String>, standing: List<String>, reason: String, by: String, team: String?, at: DateTime, method: String, basis: String, trainedOn: Date, cohesion: Float?}
// @param visible List<String>
// @param expected String?   id of the newest decision that the decider saw
// @column written Boolean
// @column latest String?    id of the newest decision before
// @column same Boolean
// @plan unique indexes on Programme.id and Offence.id
MATCH (g:Programme {id: $decision.programme})
SET g.changesLock = true
REMOVE g.changesLock
WITH g, COLLECT {
  MATCH (o:Offence)<-[:DECIDES]-(d:SeriesDecision)
  WHERE o.id IN $decision.offenceIds AND d.marking IN $visible
  WITH d, count(DISTINCT o) AS common
  WHERE common > 1
    AND size(d.offenceIds) = COUNT { MATCH (d)-[l:DECIDES]->(x:Offence) WHERE l.marking IN $visible AND x.marking IN $visible RETURN DISTINCT x }
  RETURN d ORDER BY d.at DESC, d.id DESC LIMIT 1
}[0] AS latest
WITH latest, coalesce(latest.id, '') = coalesce($expected, '') AS expected,
     coalesce(latest.verdict = $decision.verdict AND latest.by = $decision.by AND latest.reason = $decision.reason
       AND latest.offenceIds = $decision.offenceIds AND latest.apart = $decision.apart AND latest.standing = $decision.standing, false) AS same
CALL (expected, same) {
  WITH expected, same WHERE expected AND NOT same
  CREATE (d:SeriesDecision)
  SET d = $decision
  WITH d
  MATCH (o:Offence) WHERE o.id IN $decision.offenceIds
  CREATE (d)-[:DECIDES {stated: 'series', marking: $decision.marking}]->(o)
  RETURN count(o) AS linked
}
RETURN expected AND NOT same AND linked > 0 AS written, latest.id AS latest, same
