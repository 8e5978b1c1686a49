// Every version of a programme that is kept, newest first.
// @mode read
// @param id String
// @param visible List<String>
// @column version Integer
// @column content String      the definition
// @column reason String?
// @column changedBy String?
// @column changedAt DateTime?
// @plan unique index on Programme.id
MATCH (p:Programme {id: $id})-[h:HAS_VERSION]->(v:ProgrammeVersion)
WHERE p.marking IN $visible AND h.marking IN $visible AND v.marking IN $visible
RETURN v.version AS version, v.content AS content, v.reason AS reason, v.changedBy AS changedBy, v.changedAt AS changedAt
ORDER BY version DESC
