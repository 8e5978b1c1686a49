// How many audit entries there are of one subject.
// @mode read
// @param subject String
// @column entries Integer
// @plan label scan of AuditEntry
MATCH (a:AuditEntry) WHERE a.subject = $subject
RETURN count(a) AS entries
