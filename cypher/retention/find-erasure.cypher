// An erasure by its digest.
// @mode read
// @param id String
// @param visible List<String>
// @column id String
// @column ground String
// @column reason String
// @column by String
// @column at DateTime
// @column step String
// @column texts List<String>
// @plan unique index on Erasure.id
MATCH (e:Erasure {id: $id}) WHERE e.marking IN $visible
RETURN e.id AS id, e.ground AS ground, e.reason AS reason, e.by AS by, e.at AS at, e.step AS step, coalesce(e.texts, []) AS texts
