// Ends a request that waits or a break-glass that is active, once; announces it.
// @mode write
// @param id String
// @param by String
// @param at DateTime
// @column id String
// @plan unique indexes on BreakGlassLog.id and BreakGlass.id
MATCH (log:BreakGlassLog {id: 'break-glass'})
SET log.changesLock = true
REMOVE log.changesLock
WITH log
MATCH (b:BreakGlass {id: $id})
WHERE b.status IN ['WAITING', 'APPROVED'] AND b.endsAt > $at
SET b.status = 'ENDED', b.endedBy = $by, b.endedAt = $at, b.endsAt = $at
WITH log, b
SET log.sequence = log.sequence + 1
CREATE (:OutboxEvent {
  id: 'break-glass/' + toString(log.sequence), kind: 'BREAK_GLASS_CHANGED', sequence: log.sequence, at: $at,
  change: 'ENDED', by: $by, breakGlass: b.id, marking: b.marking
})
RETURN b.id AS id
