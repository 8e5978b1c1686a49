// Notes how far an erasure has come. When it is done nothing of the id is left on it.
// @mode write
// @param id String
// @param step String     COPIES, AUDIT or DONE
// @param at DateTime
// @plan unique index on Erasure.id
MATCH (e:Erasure {id: $id})
SET e.step = $step, e.stepAt = $at
FOREACH (_ IN CASE WHEN $step = 'DONE' THEN [1] ELSE [] END | SET e.recordId = null, e.scope = null, e.held = null)
