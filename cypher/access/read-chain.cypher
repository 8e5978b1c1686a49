// A stretch of a chain, to be verified or read in order.
// @mode read
// @timeout 60s
// @param instance String
// @param after Integer     sequence that it starts behind
// @param upTo Integer      last sequence of the stretch
// @column instance String
// @column sequence Integer
// @column previous String
// @column at Integer       -1 where it is no whole millisecond of UTC
// @column subject String
// @column roles List<String>
// @column breakGlass List<String>
// @column marking String
// @column action String
// @column operation String
// @column decision String
// @column requestId String
// @column idCount Integer
// @column resultCount Integer
// @column keyId String
// @column content String
// @column hash String
// @column salt String
// @column purpose String
// @column ids List<String>
// @column named List<String>
// @column variables String
// @column erasures Integer
// @column strange List<String>   properties that no entry has
// @plan index on AuditEntry (instance, sequence)
MATCH (a:AuditEntry)
WHERE a.instance = $instance AND a.sequence > $after AND a.sequence <= $upTo
RETURN a.instance AS instance, a.sequence AS sequence, coalesce(a.previous, '') AS previous,
       CASE WHEN a.at IS :: ZONED DATETIME NOT NULL THEN CASE WHEN toString(a.at) = toString(datetime({epochMillis: a.at.epochMillis})) THEN a.at.epochMillis ELSE -1 END ELSE -1 END AS at,
       coalesce(a.subject, '') AS subject, coalesce(a.roles, ['?']) AS roles, coalesce(a.breakGlass, ['?']) AS breakGlass, coalesce(a.marking, '') AS marking, coalesce(a.action, '') AS action,
       coalesce(a.operation, '') AS operation, coalesce(a.decision, '') AS decision, coalesce(a.requestId, '?') AS requestId,
       coalesce(a.idCount, -1) AS idCount, coalesce(a.resultCount, -1) AS resultCount, coalesce(a.keyId, '') AS keyId,
       coalesce(a.content, '') AS content, coalesce(a.hash, '') AS hash, coalesce(a.salt, '') AS salt, coalesce(a.purpose, '?') AS purpose,
       coalesce(a.ids, ['?']) AS ids, coalesce(a.named, ['?']) AS named, coalesce(a.variables, '?') AS variables, coalesce(a.erasures, 0) AS erasures,
       [k IN keys(a) WHERE NOT k IN ['instance', 'sequence', 'previous', 'at', 'subject', 'roles', 'breakGlass', 'marking', 'action', 'operation', 'decision', 'requestId', 'idCount', 'resultCount', 'keyId', 'content', 'hash', 'salt', 'purpose', 'ids', 'named', 'variables', 'erasures']] AS strange
ORDER BY sequence
