// Records that a code or title means an offence type, with who said so, when and why. Returns what it meant before.
// @mode write
// @param id String        code:<code> or title:<folded title>
// @param code String      the offence type it means
// @param decidedBy String
// @param decidedAt DateTime
// @param reason String
// @column code String
// @column previous String?
// @plan unique indexes on OffenceAlias.id and OffenceType.code
MATCH (t:OffenceType {code: $code})
MERGE (a:OffenceAlias {id: $id})
SET a.decidedBy = $decidedBy, a.decidedAt = $decidedAt, a.reason = $reason, a.marking = 'OFFICIAL'
WITH a, t
OPTIONAL MATCH (a)-[old:MEANS]->(was:OffenceType)
WITH a, t, old, was.code AS previous
DELETE old
CREATE (a)-[:MEANS {marking: 'OFFICIAL'}]->(t)
RETURN t.code AS code, previous
