// Every offence type with what a group may ask of it: its group, its sub-group, and its harm in one edition.
// @mode read
// @param edition String
// @column code String
// @column group String?
// @column subgroup String?
// @column micros Integer?  of the type as such, where the edition weighs it
// @plan all OffenceType nodes: some three thousand
MATCH (t:OffenceType)
RETURN t.code AS code, t.group AS group, t.subgroup AS subgroup,
       COLLECT { MATCH (t)-[w:WEIGHS]->(:HarmEdition {id: $edition}) WHERE w.titleKey = '' RETURN w.micros LIMIT 1 }[0] AS micros
