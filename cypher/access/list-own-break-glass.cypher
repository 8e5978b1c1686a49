// Requests for break-glass of one subject that wait or are active.
// @mode read
// @param subject String
// @param now DateTime
// @column id String
// @column marking String
// @column subject String
// @column subjectKey String
// @column reason String
// @column minutes Integer
// @column status String            as it was last decided; time may have overtaken it
// @column openedAt DateTime
// @column decidedBy String?
// @column decidedAt DateTime?
// @column decisionReason String?
// @column endsAt DateTime          until when it waits, or is active, or was
// @column endedBy String?
// @column endedAt DateTime?
// @plan range index on BreakGlass.subject and endsAt
MATCH (b:BreakGlass {subject: $subject})
WHERE b.endsAt > $now AND b.status IN ['WAITING', 'APPROVED']
RETURN b.id AS id, b.marking AS marking, b.subject AS subject, b.subjectKey AS subjectKey, b.reason AS reason,
       b.minutes AS minutes, b.status AS status, b.openedAt AS openedAt,
       b.decidedBy AS decidedBy, b.decidedAt AS decidedAt, b.decisionReason AS decisionReason,
       b.endsAt AS endsAt, b.endedBy AS endedBy, b.endedAt AS endedAt
ORDER BY openedAt, id
