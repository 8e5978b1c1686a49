// Every offence type with its group and sub-group.
// @mode read
// @column code String
// @column group String?
// @column subgroup String?
// @plan all OffenceType nodes: some three thousand
MATCH (t:OffenceType)
RETURN t.code AS code, t.group AS group, t.subgroup AS subgroup
ORDER BY code
