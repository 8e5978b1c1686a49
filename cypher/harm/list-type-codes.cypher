// The code of every known offence type.
// @mode read
// @column code String
// @plan all OffenceType nodes: some three thousand
MATCH (t:OffenceType)
RETURN t.code AS code
