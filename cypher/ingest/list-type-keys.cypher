// Where offence types stand in the store, by code.
// @mode read
// @column code String
// @column key String  of this store only
// @plan all OffenceType nodes: some hundreds
MATCH (t:OffenceType)
RETURN t.code AS code, elementId(t) AS key
