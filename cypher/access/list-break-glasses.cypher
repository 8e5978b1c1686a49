// Requests for break-glass, newest first: of everybody, whatever the marking, since they are meant to be loud.
// @mode read
// @param after {at: DateTime, id: String}?
// @param limit Integer
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
// @plan range index on BreakGlass.openedAt
MATCH (b:BreakGlass)
WHERE b.openedAt <= coalesce($after.at, datetime({year: 9999}))
  AND ($after IS NULL OR b.openedAt < $after.at OR b.id < $after.id)
RETURN b.id AS id, b.marking AS marking, b.subject AS subject, b.subjectKey AS subjectKey, b.reason AS reason,
       b.minutes AS minutes, b.status AS status, b.openedAt AS openedAt,
       b.decidedBy AS decidedBy, b.decidedAt AS decidedAt, b.decisionReason AS decisionReason,
       b.endsAt AS endsAt, b.endedBy AS endedBy, b.endedAt AS endedAt
ORDER BY openedAt DESC, id DESC
LIMIT $limit
