// A source's record of a person, claimed for this transaction, with what is needed to take it away: whose it is, the
// other records of the same person, and the decisions on them. Who is protected (records/find-persons) is only found for
// the local operator.
// @mode write
// @param recordId String
// @param visible List<String>
// @param includeProtected Boolean
// @column personId String
// @column marking String
// @column heldOn Date?            erased already for others, who do not see what still needs it
// @column unfinished List<String>  imports of its source that were cut off
// @column names List<String>
// @column others List<String>        records of the same person
// @column standing {id: String, decision: String, by: String}?  newest decision on the person
// @plan unique index on SourceRecord.id
MATCH (s:SourceRecord {id: $recordId})-[d:DESCRIBES]->(p:Person)
WHERE s.marking IN $visible AND d.marking IN $visible AND p.marking IN $visible
  AND ($includeProtected OR NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible }
    AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL }))
WITH s, p, s.id AS recordId
WHERE $includeProtected OR recordId = p.id OR NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
  AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
SET s.erasing = true, p.erasing = true
REMOVE s.erasing, p.erasing
RETURN p.id AS personId, s.marking AS marking, s.heldOn AS heldOn,
       COLLECT { MATCH (j:ImportJob) WHERE j.source = s.source AND j.status <> 'DONE' RETURN j.id } AS unfinished,
       [name IN [s.fullName, s.givenNames + ' ' + s.familyName] + coalesce(s.aliases, []) WHERE name IS NOT NULL] AS names,
       COLLECT { MATCH (p)<-[:DESCRIBES]-(o:SourceRecord) WHERE o <> s RETURN o.id ORDER BY o.id } AS others,
       COLLECT {
         MATCH (x:RetentionDecision)-[l:DECIDES]->(p) WHERE x.marking IN $visible AND l.marking IN $visible
         RETURN x{.id, .decision, .by} ORDER BY x.at DESC, x.id DESC LIMIT 1
       }[0] AS standing
