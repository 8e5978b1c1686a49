// Writes a decision on offences that may be of one series, where the newest that its maker may see on two of them or more is
// the one that they saw. Two who decide on one offence at once wait for each other, under whatever programme; the same decision
// in the same words is made once. Where one of the offences is gone nothing is written.
// @mode write
// @param decision {id: String, marking: String, programme: String, verdict: String, offenceIds: List<String>, apart: List<String>, standing: List<String>, reason: String, by: String, team: String?, at: DateTime, method: String, basis: String, trainedOn: Date, cohesion: Float?}
// @param visible List<String>
// @param expected String?   id of the newest decision that the decider saw
// @column written Boolean
// @column latest String?    id of the newest decision before
// @column same Boolean
// @column gone Boolean       one of the offences, or the programme, is
// @plan unique indexes on Programme.id and Offence.id
MATCH (o:Offence) WHERE o.id IN $decision.offenceIds AND o.marking IN $visible AND o.endedOn IS NULL
// In one order, or two would wait for each other for ever.
WITH o ORDER BY o.id
SET o.changesLock = true
REMOVE o.changesLock
WITH count(o) = size($decision.offenceIds) AND EXISTS { (:Programme {id: $decision.programme}) } AS whole
WITH whole, COLLECT {
  MATCH (o:Offence)<-[:DECIDES]-(d:SeriesDecision)
  WHERE o.id IN $decision.offenceIds AND d.marking IN $visible
  WITH d, count(DISTINCT o) AS common
  WHERE common > 1
    AND size(d.offenceIds) = COUNT { MATCH (d)-[l:DECIDES]->(x:Offence) WHERE l.marking IN $visible AND x.marking IN $visible RETURN DISTINCT x }
  RETURN d ORDER BY d.at DESC, d.id DESC LIMIT 1
}[0] AS latest
WITH whole, latest, coalesce(latest.id, '') = coalesce($expected, '') AS expected,
     coalesce(latest.verdict = $decision.verdict AND latest.by = $decision.by AND latest.reason = $decision.reason
       AND latest.offenceIds = $decision.offenceIds AND latest.apart = $decision.apart AND latest.standing = $decision.standing, false) AS same
CALL (whole, expected, same) {
  WITH whole, expected, same WHERE whole AND expected AND NOT same
  CREATE (d:SeriesDecision)
  SET d = $decision
  WITH d
  MATCH (o:Offence) WHERE o.id IN $decision.offenceIds
  CREATE (d)-[:DECIDES {stated: 'series', marking: $decision.marking}]->(o)
  RETURN count(o) AS linked
}
RETURN linked = size($decision.offenceIds) AS written, latest.id AS latest, same, NOT whole AS gone
