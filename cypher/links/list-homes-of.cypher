// Where nominals live and lived, a row for each record that says so; not what a victim's record says (records/find-persons).
// @mode read
// @param personIds List<String>
// @param visible List<String>
// @column personId String
// @column locationId String
// @column recordId String
// @column importId String?
// @column from Date?
// @column to Date?          the day that it states, or on which its source stated it no more
// @column statedOn Date?    date of the bundle that says so
// @plan unique index on Person.id, then the person's homes
MATCH (p:Person)-[h:LIVED_AT]->(l:Location)
WHERE p.id IN $personIds AND p.marking IN $visible AND h.marking IN $visible AND l.marking IN $visible
WITH p, h, l, h.recordId AS recordId
WHERE NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
  AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
RETURN p.id AS personId, l.id AS locationId, recordId, h.importId AS importId, h.from AS from,
       CASE WHEN h.endedOn < coalesce(h.to, h.endedOn) THEN h.endedOn ELSE coalesce(h.to, h.endedOn) END AS to,
       coalesce(h.asOf, CASE WHEN h.stated IS NOT NULL THEN l.asOf END) AS statedOn
ORDER BY personId, locationId, recordId, coalesce(toString(from), '')
