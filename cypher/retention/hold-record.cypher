// Raises a record, its person and what a merge has to go by to the marking of the facts that still need it: whoever
// does not see these finds it erased. What it said before goes, as far as it was seen.
// @mode write
// @param recordId String
// @param marking String
// @param heldOn Date
// @param visible List<String>
// @column marking String  markings that were left
// @plan unique index on SourceRecord.id
MATCH (s:SourceRecord {id: $recordId})-[d:DESCRIBES]->(p:Person)
OPTIONAL MATCH (s)-[b:SUPERSEDES]->(v:RecordVersion) WHERE b.marking IN $visible AND v.marking IN $visible
WITH s, d, p, collect(v) AS versions, [s.marking, d.marking, p.marking] + [v IN collect(v) | v.marking] AS markings
FOREACH (v IN versions | DETACH DELETE v)
SET s.marking = $marking, s.rowMarking = null, s.heldOn = $heldOn, d.marking = $marking, p.marking = $marking
WITH markings
UNWIND markings AS marking
RETURN DISTINCT marking
