// The two-hop neighbourhood of persons: their offences, and the other persons and the places of these.
// @mode read
// @timeout 300s
// @param ids List<String>
// @param visible List<String>
// @column personId String
// @column neighbours Integer
// @plan unique index on Person.id, then one hop to offences and one to persons and places
MATCH (p:Person) WHERE p.id IN $ids AND p.marking IN $visible
CALL (p) {
  MATCH (p)-[a:SUSPECT_IN|VICTIM_OF|WITNESS_TO]->(o:Offence)-[b:SUSPECT_IN|VICTIM_OF|WITNESS_TO|OCCURRED_AT]-(x)
  WHERE a.marking IN $visible AND o.marking IN $visible AND b.marking IN $visible AND x.marking IN $visible
  RETURN count(DISTINCT x) AS neighbours
}
RETURN p.id AS personId, neighbours
ORDER BY personId
