// Whom each of these records describes now. Who is protected (records/find-persons) is not found.
// @mode read
// @param recordIds List<String>
// @param byReader Boolean  ids that a reader gave: one of a victim's record (records/find-persons) leads to no nominal
// @param visible List<String>
// @column recordId String
// @column personId String
// @plan unique index on SourceRecord.id
MATCH (s:SourceRecord)-[d:DESCRIBES]->(p:Person)
WHERE s.id IN $recordIds AND s.marking IN $visible AND d.marking IN $visible AND p.marking IN $visible
  AND NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible }
    AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
WITH p, s, s.id AS recordId
WHERE NOT $byReader OR recordId = p.id
  OR NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
    AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
RETURN recordId, p.id AS personId
