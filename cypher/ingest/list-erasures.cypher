// Which records were erased and must not come back with a bundle: by digest, since the ids themselves are gone.
// @mode read
// @timeout 60s
// @column id String       digest
// @column keyCheck String  of the key it was made with
// @column erasedOn Date
// @plan all Erasure nodes
MATCH (e:Erasure)
RETURN e.id AS id, e.keyCheck AS keyCheck, e.erasedOn AS erasedOn
