// What decides on what a caller may see: every marking in use, and the break-glass that is active for this subject; and
// how often something of each marking has changed, so that a question need not ask for that apart.
// @mode read
// @param subject String
// @param now DateTime
// @column markings List<{id: String, version: Integer}>
// @column grants List<{id: String, marking: String}>
// @plan all Marking nodes: a few dozen; range index on BreakGlass.subject and endsAt
MATCH (m:Marking)
WITH collect({id: m.id, version: coalesce(m.version, 0)}) AS markings
OPTIONAL MATCH (b:BreakGlass {subject: $subject})
WHERE b.endsAt > $now AND b.status = 'APPROVED'
RETURN markings, collect(b {.id, .marking}) AS grants
