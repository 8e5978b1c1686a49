// Approves or declines a request that waits, once, and never by who asked; announces it. Two who decide at once wait
// for each other, and the second finds it decided.
// @mode write
// @param id String
// @param status String             APPROVED or DECLINED
// @param by String
// @param byKey String
// @param reason String
// @param at DateTime
// @column id String
// @plan unique indexes on BreakGlassLog.id and BreakGlass.id
MATCH (log:BreakGlassLog {id: 'break-glass'})
SET log.changesLock = true
REMOVE log.changesLock
WITH log
MATCH (b:BreakGlass {id: $id})
WHERE b.status = 'WAITING' AND b.endsAt > $at AND b.subjectKey <> $byKey
SET b.status = $status, b.decidedBy = $by, b.decidedAt = $at, b.decisionReason = $reason,
    b.endsAt = CASE WHEN $status = 'APPROVED' THEN $at + duration({minutes: b.minutes}) ELSE $at END
WITH log, b
SET log.sequence = log.sequence + 1
CREATE (:OutboxEvent {
  id: 'break-glass/' + toString(log.sequence), kind: 'BREAK_GLASS_CHANGED', sequence: log.sequence, at: $at,
  change: $status, by: $by, breakGlass: b.id, marking: b.marking
})
RETURN b.id AS id
