// Entries of the audit, newest first; those that quote chains are nobody's to see.
// @mode read
// @timeout 30s
// @param visible List<String>
// @param from Integer      milliseconds
// @param upTo Integer      milliseconds
// @param below String?     of the entries of that last moment only those with a lower hash
// @param limit Integer
// @param action String?
// @param decision String?
// @column hash String
// @column at Integer
// @column subject String
// @column roles List<String>
// @column purpose String
// @column action String
// @column operation String
// @column decision String
// @column requestId String
// @column variables String
// @column ids List<String>   the first thousand
// @column resultCount Integer
// @column marking String
// @plan range index on AuditEntry.at, read from its end
MATCH (a:AuditEntry)
WHERE a.at >= datetime({epochMillis: $from}) AND a.at <= datetime({epochMillis: $upTo})
  AND ($below IS NULL OR a.at < datetime({epochMillis: $upTo}) OR a.hash < $below)
  AND a.marking IN $visible AND a.operation <> 'audit anchor'
  AND ($action IS NULL OR a.action = $action) AND ($decision IS NULL OR a.decision = $decision)
WITH a ORDER BY a.at DESC, a.hash DESC LIMIT $limit
RETURN a.hash AS hash, a.at.epochMillis AS at, a.subject AS subject, a.roles AS roles, a.purpose AS purpose, a.action AS action,
       a.operation AS operation, a.decision AS decision, a.requestId AS requestId, a.variables AS variables, a.ids[..1000] AS ids,
       a.resultCount AS resultCount, a.marking AS marking
