// What decides on what a caller may see: every marking in use, and the break-glass that is active for this subject.
// @mode read
// @param subject String
// @param now DateTime
// @column markings List<String>
// @column grants List<{id: String, marking: String}>
// @plan all Marking nodes: a few dozen; range index on BreakGlass.subject and endsAt
MATCH (m:Marking)
WITH collect(m.id) AS markings
OPTIONAL MATCH (b:BreakGlass {subject: $subject})
WHERE b.endsAt > $now AND b.status = 'APPROVED'
RETURN markings, collect(b {.id, .marking}) AS grants
