// What an erased record said is kept no longer than reasons are looked through for it.
// @mode write
// @param id String
// @plan unique index on Erasure.id
MATCH (e:Erasure {id: $id})
SET e.words = null
