// Break-glass that was approved was approved by another than who asked, while it waited, and for no longer than asked.
// @mode read
// @timeout 600s
// @column id String
// @column subject String
// @column decidedBy String?
// @plan every BreakGlass
MATCH (b:BreakGlass)
WHERE b.status = 'APPROVED'
  AND (b.decidedBy IS NULL OR toLower(b.decidedBy) = toLower(b.subject) OR b.decidedAt IS NULL
    OR b.decidedAt < b.openedAt OR b.endsAt > b.decidedAt + duration({minutes: b.minutes}))
RETURN b.id AS id, b.subject AS subject, b.decidedBy AS decidedBy
LIMIT 100
