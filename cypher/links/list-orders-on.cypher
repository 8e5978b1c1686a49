// Orders that bind nominals; whom they protect is no part of it, nor what its source has taken back.
// @mode read
// @param personIds List<String>
// @param visible List<String>
// @column personId String
// @column orderId String
// @column recordIds List<String>
// @column importId String?
// @column kind String?
// @column from Date?
// @column to Date?
// @plan unique index on Person.id, then the orders on the person
MATCH (n:Order)-[b:BINDS]->(p:Person)
WHERE p.id IN $personIds AND p.marking IN $visible AND b.marking IN $visible AND n.marking IN $visible
  AND n.endedOn IS NULL AND b.endedOn IS NULL
WITH p, n, b ORDER BY b.recordId
WITH p, n, collect(DISTINCT b.recordId) AS recordIds
RETURN p.id AS personId, n.id AS orderId, recordIds, n.importId AS importId, n.kind AS kind, n.from AS from, n.to AS to
ORDER BY personId, orderId
