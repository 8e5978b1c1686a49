// Codes and titles that a person has mapped to an offence type.
// @mode read
// @column id String
// @column code String
// @plan all OffenceAlias nodes: a short list
MATCH (a:OffenceAlias)-[:MEANS]->(t:OffenceType)
RETURN a.id AS id, t.code AS code
