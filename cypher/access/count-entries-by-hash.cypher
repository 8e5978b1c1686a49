// How many of these entries still stand.
// @mode read
// @param hashes List<String>
// @column standing Integer
// @plan unique index on AuditEntry.hash
MATCH (a:AuditEntry)
WHERE a.hash IN $hashes
RETURN count(a) AS standing
