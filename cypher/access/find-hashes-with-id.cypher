// Entries that hold an id, whether shown or asked for, also as a part of another; for erasing it, which is done to all of
// them whoever may see them.
// @mode read
// @timeout 120s
// @param query String   Lucene query made by us
// @param limit Integer
// @column hash String
// @column size Integer   ids that it shows and names
// @plan full-text index audit_entry_ids
CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()
CALL db.index.fulltext.queryNodes('audit_entry_ids', $query, {limit: $limit}) YIELD node AS a
WHERE a:AuditEntry
RETURN a.hash AS hash,
       CASE WHEN a.ids IS :: LIST<STRING NOT NULL> NOT NULL THEN size(a.ids) ELSE 0 END +
       CASE WHEN a.named IS :: LIST<STRING NOT NULL> NOT NULL THEN size(a.named) ELSE 0 END AS size
