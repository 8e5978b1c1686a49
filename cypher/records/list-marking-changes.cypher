// Changes of the marking of one thing, newest first.
// @mode read
// @param subject String
// @param visible List<String>
// @column id String
// @column subject String
// @column from String
// @column to String
// @column reason String
// @column by String
// @column at DateTime
// @plan range index on MarkingChange.subject
MATCH (c:MarkingChange {subject: $subject}) WHERE c.marking IN $visible
RETURN c.id AS id, c.subject AS subject, c.from AS from, c.to AS to, c.reason AS reason, c.by AS by, c.at AS at
ORDER BY at DESC, id
