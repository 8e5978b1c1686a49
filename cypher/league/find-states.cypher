// What is known of people on a list beside their harm: status, birth, orders that bind them and are in force on a day.
// Whom an order protects is no part of it, nor is what a victim's record says (records/find-persons).
// @mode read
// @param personIds List<String>
// @param visible List<String>
// @param on Date?
// @column personId String
// @column marking String
// @column status String?
// @column bornOn String?
// @column orders List<{kind: String?, from: Date?, to: Date?}>
// @plan unique index on Person.id
MATCH (p:Person) WHERE p.id IN $personIds AND p.marking IN $visible
WITH p, COLLECT {
  MATCH (p)<-[d:DESCRIBES]-(s:SourceRecord) WHERE d.marking IN $visible AND s.marking IN $visible
  WITH s, s.id AS recordId
  WHERE NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
    AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
  RETURN s ORDER BY coalesce(toString(s.asOf), '') DESC, s.id
} AS shown
RETURN p.id AS personId, p.marking AS marking, [s IN shown WHERE s.status IS NOT NULL | s.status][0] AS status,
       [s IN shown WHERE s.bornOn IS NOT NULL | s.bornOn][0] AS bornOn, COLLECT {
  MATCH (o:Order)-[b:BINDS]->(p)
  WHERE o.marking IN $visible AND b.marking IN $visible AND o.endedOn IS NULL AND b.endedOn IS NULL
    AND ($on IS NULL OR ((o.from IS NULL OR o.from <= $on) AND (o.to IS NULL OR o.to >= $on)))
  WITH DISTINCT o ORDER BY o.from, o.id
  RETURN {kind: o.kind, from: o.from, to: o.to}
} AS orders
