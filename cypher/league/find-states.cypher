// What is known of people on a list beside their harm: status, birth, orders that bind them and are in force on a day.
// Whom an order protects is no part of it.
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
RETURN p.id AS personId, p.marking AS marking, p.status AS status, p.bornOn AS bornOn, COLLECT {
  MATCH (o:Order)-[b:BINDS]->(p)
  WHERE o.marking IN $visible AND b.marking IN $visible AND o.endedOn IS NULL AND b.endedOn IS NULL
    AND ($on IS NULL OR ((o.from IS NULL OR o.from <= $on) AND (o.to IS NULL OR o.to >= $on)))
  WITH DISTINCT o ORDER BY o.from, o.id
  RETURN {kind: o.kind, from: o.from, to: o.to}
} AS orders
