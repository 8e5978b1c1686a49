// Identifiers by id.
// @mode read
// @param ids List<String>
// @param visible List<String>
// @column id String
// @column kind String
// @column value String
// @column valid Boolean
// @plan unique index on Identifier.id
MATCH (i:Identifier) WHERE i.id IN $ids AND i.marking IN $visible
RETURN i.id AS id, i.kind AS kind, i.value AS value, i.valid AS valid
