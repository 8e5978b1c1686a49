// Lets a record that was erased come back with the next bundle. What was erased stays erased.
// @mode write
// @param id String
// @param visible List<String>
// @column id String
// @plan unique index on Erasure.id
MATCH (e:Erasure {id: $id}) WHERE e.marking IN $visible AND e.step = 'DONE'
OPTIONAL MATCH (later:Erasure) WHERE later.id STARTS WITH $id + '/'
WITH e, e.id AS id, collect(later) AS more
FOREACH (later IN more | DETACH DELETE later)
DETACH DELETE e
RETURN id
