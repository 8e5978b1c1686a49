// What nominals used: telephones, vehicles, accounts and other identifiers, a row for each record that says so; not what a
// victim's record says (records/find-persons).
// @mode read
// @param personIds List<String>
// @param visible List<String>
// @column personId String
// @column identifierId String
// @column recordId String
// @column importId String?
// @column raw String?
// @column from Date?
// @column to Date?          the day that it states, or on which its source stated it no more
// @plan unique index on Person.id, then what the person used
MATCH (p:Person)-[u:USED]->(i:Identifier)
WHERE p.id IN $personIds AND p.marking IN $visible AND u.marking IN $visible
WITH p, u, i, u.recordId AS recordId
WHERE NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
  AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
RETURN p.id AS personId, i.id AS identifierId, recordId, u.importId AS importId, u.raw AS raw, u.from AS from,
       CASE WHEN u.endedOn < coalesce(u.to, u.endedOn) THEN u.endedOn ELSE coalesce(u.to, u.endedOn) END AS to
ORDER BY personId, identifierId, recordId, coalesce(toString(from), '')
