// Erasures of which some copy may still be there.
// @mode read
// @column id String
// @column recordId String
// @column step String
// @column stepAt DateTime
// @column scope List<String>
// @column held Boolean
// @column words String?   JSON
// @column by String
// @column reason String
// @plan range index on Erasure.recordId
MATCH (e:Erasure) WHERE e.recordId > ''
RETURN e.id AS id, e.recordId AS recordId, e.step AS step, e.stepAt AS stepAt, e.scope AS scope, e.held AS held, e.words AS words, e.by AS by, e.reason AS reason
ORDER BY stepAt, id
