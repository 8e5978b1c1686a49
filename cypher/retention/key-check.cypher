// Under which key records were erased so far.
// @mode read
// @column keyCheck String
// @plan all Erasure nodes
MATCH (e:Erasure)
RETURN DISTINCT e.keyCheck AS keyCheck
