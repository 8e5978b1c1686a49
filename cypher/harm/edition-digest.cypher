// The digest under which an edition is loaded; no row where it is not.
// @mode read
// @param id String
// @column digest String
// @plan unique index on HarmEdition.id
MATCH (e:HarmEdition {id: $id}) RETURN e.digest AS digest
