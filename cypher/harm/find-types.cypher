// Offence types by code.
// @mode read
// @param codes List<String>
// @column code String
// @column title String
// @column group String?
// @column subgroup String?
// @column countCode String?
// @plan unique index on OffenceType.code
MATCH (t:OffenceType) WHERE t.code IN $codes
RETURN t.code AS code, t.title AS title, t.group AS group, t.subgroup AS subgroup, t.countCode AS countCode
