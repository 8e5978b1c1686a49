// Keeps a request to see a marking beyond the clearance and announces it, unless the same subject has one standing for
// this marking, or too many for others. Two that are asked at once wait for each other.
// @mode write
// @param ask {id: String, marking: String, subject: String, subjectKey: String, reason: String, minutes: Integer, status: String, openedAt: DateTime, endsAt: DateTime}
// @param most Integer              that may stand for one subject
// @column standing String?         id of the one that stands for this marking
// @column number Integer           of those that stood before
// @plan unique index on BreakGlassLog.id; range index on BreakGlass.subject and endsAt
MERGE (log:BreakGlassLog {id: 'break-glass'})
ON CREATE SET log.sequence = -1
SET log.changesLock = true
REMOVE log.changesLock
WITH log
OPTIONAL MATCH (b:BreakGlass {subject: $ask.subject})
WHERE b.endsAt > $ask.openedAt AND b.status IN ['WAITING', 'APPROVED']
WITH log, [one IN collect(b) WHERE one.marking = $ask.marking | one.id][0] AS same, count(b) AS number
FOREACH (_ IN CASE WHEN same IS NULL AND number < $most THEN [1] ELSE [] END |
  CREATE (made:BreakGlass)
  SET made = $ask
  SET log.sequence = log.sequence + 1
  CREATE (:OutboxEvent {
    id: 'break-glass/' + toString(log.sequence), kind: 'BREAK_GLASS_CHANGED', sequence: log.sequence, at: $ask.openedAt,
    change: 'OPENED', by: $ask.subject, breakGlass: $ask.id, marking: $ask.marking
  })
)
RETURN coalesce(same, CASE WHEN number < $most THEN $ask.id END) AS standing, number
