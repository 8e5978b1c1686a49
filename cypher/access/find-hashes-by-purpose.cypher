// Entries whose purpose names an id, whatever they show; for erasing it. Nothing finds words of a purpose, so that all
// entries are gone over: it is rare.
// @mode read
// @timeout 600s
// @param ids List<String>
// @param pattern String   of a text that names one of them, and none that begins or ends with it
// @param limit Integer
// @column hash String
// @column size Integer   ids that it shows and names
// @plan range index on AuditEntry.at, all of it
MATCH (a:AuditEntry)
WHERE a.at IS NOT NULL AND any(id IN $ids WHERE a.purpose CONTAINS id) AND a.purpose =~ $pattern
RETURN a.hash AS hash, size(coalesce(a.ids, [])) + size(coalesce(a.named, [])) AS size
LIMIT $limit
