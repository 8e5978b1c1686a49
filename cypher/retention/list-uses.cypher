// Markings of what still leads to identifiers and homes.
// @mode read
// @param identifierIds List<String>
// @param homeIds List<String>
// @column id String
// @column home Boolean
// @column marking String?   of a home; an identifier has none of its own
// @column uses List<String>  of the links to it, and of rows that state an identifier alone
// @plan unique indexes on Identifier.id and Location.id
CALL () {
  MATCH (x:Identifier) WHERE x.id IN $identifierIds RETURN x, false AS home
  UNION ALL
  MATCH (x:Location) WHERE x.id IN $homeIds RETURN x, true AS home
}
RETURN x.id AS id, home, x.marking AS marking, COLLECT { MATCH (x)-[r]-() RETURN DISTINCT r.marking } + coalesce(x.markings, []) AS uses
