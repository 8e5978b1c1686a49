// Custody of nominals from arrest to release, with what each was held for; not what its source has taken back.
// @mode read
// @param personIds List<String>
// @param visible List<String>
// @column personId String
// @column custodyId String
// @column recordIds List<String>
// @column importId String?
// @column arrestedAt String?    wall time of Europe/London
// @column releasedAt String?
// @column offenceIds List<String>
// @plan unique index on Person.id, then the person's custody
MATCH (c:CustodyEpisode)-[h:HELD]->(p:Person)
WHERE p.id IN $personIds AND p.marking IN $visible AND h.marking IN $visible AND c.marking IN $visible
  AND c.endedOn IS NULL AND h.endedOn IS NULL
WITH p, c, h ORDER BY h.recordId
WITH p, c, collect(DISTINCT h.recordId) AS recordIds
RETURN p.id AS personId, c.id AS custodyId, recordIds, c.importId AS importId, toString(c.arrestedAt) AS arrestedAt,
       toString(c.releasedAt) AS releasedAt, COLLECT {
         MATCH (c)-[f:FOR]->(o:Offence) WHERE f.marking IN $visible AND o.marking IN $visible
         RETURN DISTINCT o.id ORDER BY o.id
       } AS offenceIds
ORDER BY personId, custodyId
