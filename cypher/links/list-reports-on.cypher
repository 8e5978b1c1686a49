// Intelligence reports that mention nominals, a row for each record by which one is mentioned; not by a victim's record
// (records/find-persons), nor what its source has taken back.
// @mode read
// @param personIds List<String>
// @param visible List<String>
// @column personId String
// @column reportId String
// @column recordId String
// @column importId String?
// @column writtenAt String?
// @plan unique index on Person.id, then the reports that mention the person
MATCH (n:IntelligenceReport)-[m:MENTIONS]->(p:Person)
WHERE p.id IN $personIds AND p.marking IN $visible AND m.marking IN $visible AND n.marking IN $visible AND n.endedOn IS NULL AND m.endedOn IS NULL
WITH p, m, n, m.recordId AS recordId
WHERE NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
  AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
RETURN p.id AS personId, n.id AS reportId, recordId, m.importId AS importId, toString(n.writtenAt) AS writtenAt
ORDER BY personId, reportId, recordId
