// Entries that show or name one of these ids, newest first.
// @mode read
// @timeout 30s
// @param query String      Lucene query made by us
// @param ids List<String>  the same ids
// @param visible List<String>
// @param from Integer      milliseconds
// @param upTo Integer      milliseconds
// @param below String?     of the entries of that last moment only those with a lower hash
// @param limit Integer
// @column hash String
// @column at Integer
// @column subject String
// @column roles List<String>
// @column purpose String
// @column action String
// @column operation String
// @column decision String
// @column shown Boolean    the answer showed it
// @plan full-text index audit_entry_ids
CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()
CALL db.index.fulltext.queryNodes('audit_entry_ids', $query) YIELD node AS a
WHERE a.marking IN $visible AND a.at >= datetime({epochMillis: $from}) AND a.at <= datetime({epochMillis: $upTo})
  AND ($below IS NULL OR a.at < datetime({epochMillis: $upTo}) OR a.hash < $below)
WITH a ORDER BY a.at DESC, a.hash DESC LIMIT $limit
RETURN a.hash AS hash, a.at.epochMillis AS at, a.subject AS subject, a.roles AS roles, a.purpose AS purpose, a.action AS action,
       a.operation AS operation, a.decision AS decision, any(id IN $ids WHERE id IN a.ids) AS shown
