// Reveals of one reader, newest first.
// @mode read
// @param by String
// @param visible List<String>
// @param after {at: DateTime, id: String}?
// @param limit Integer
// @column id String
// @column offenceId String
// @column personId String
// @column pseudonym String
// @column reason String
// @column at DateTime
// @column expiresAt DateTime
// @plan range index on VictimReveal.by and at
MATCH (v:VictimReveal) WHERE v.by = $by AND v.at IS NOT NULL AND v.marking IN $visible
  AND ($after IS NULL OR v.at < $after.at OR (v.at = $after.at AND v.id < $after.id))
MATCH (v)-[of:OF]->(o:Offence) WHERE of.marking IN $visible AND o.marking IN $visible
MATCH (v)-[r:REVEALS]->(p:Person) WHERE r.marking IN $visible AND p.marking IN $visible
RETURN v.id AS id, o.id AS offenceId, p.id AS personId, v.pseudonym AS pseudonym, v.reason AS reason, v.at AS at, v.expiresAt AS expiresAt
ORDER BY at DESC, id DESC
LIMIT $limit
