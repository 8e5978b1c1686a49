// Entries by their hashes, to be verified.
// @mode read
// @param hashes List<String>
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
// @column erasures Integer  -1 where it is no number
// @column strange List<String>   properties that no entry has
// @plan unique index on AuditEntry.hash
MATCH (a:AuditEntry)
WHERE a.hash IN $hashes AND a.instance IS :: STRING NOT NULL
// A value of another type than its column's stands for none, so that nothing in the store can stop the reading.
RETURN a.instance AS instance, toInteger(a.sequence) AS sequence, CASE WHEN a.previous IS :: STRING NOT NULL THEN a.previous ELSE '' END AS previous,
       CASE WHEN a.at IS :: ZONED DATETIME NOT NULL THEN CASE WHEN toString(a.at) = toString(datetime({epochMillis: a.at.epochMillis})) THEN a.at.epochMillis ELSE -1 END ELSE -1 END AS at,
       CASE WHEN a.subject IS :: STRING NOT NULL THEN a.subject ELSE '' END AS subject,
       CASE WHEN a.roles IS :: LIST<STRING NOT NULL> NOT NULL THEN a.roles ELSE ['?'] END AS roles,
       CASE WHEN a.breakGlass IS :: LIST<STRING NOT NULL> NOT NULL THEN a.breakGlass ELSE ['?'] END AS breakGlass,
       CASE WHEN a.marking IS :: STRING NOT NULL THEN a.marking ELSE '' END AS marking,
       CASE WHEN a.action IS :: STRING NOT NULL THEN a.action ELSE '' END AS action,
       CASE WHEN a.operation IS :: STRING NOT NULL THEN a.operation ELSE '' END AS operation,
       CASE WHEN a.decision IS :: STRING NOT NULL THEN a.decision ELSE '' END AS decision,
       CASE WHEN a.requestId IS :: STRING NOT NULL THEN a.requestId ELSE '?' END AS requestId,
       CASE WHEN a.idCount IS :: INTEGER NOT NULL THEN a.idCount ELSE -1 END AS idCount,
       CASE WHEN a.resultCount IS :: INTEGER NOT NULL THEN a.resultCount ELSE -1 END AS resultCount,
       CASE WHEN a.keyId IS :: STRING NOT NULL THEN a.keyId ELSE '' END AS keyId,
       CASE WHEN a.content IS :: STRING NOT NULL THEN a.content ELSE '' END AS content,
       CASE WHEN a.hash IS :: STRING NOT NULL THEN a.hash ELSE '' END AS hash,
       CASE WHEN a.salt IS :: STRING NOT NULL THEN a.salt ELSE '' END AS salt,
       CASE WHEN a.purpose IS :: STRING NOT NULL THEN a.purpose ELSE '?' END AS purpose,
       CASE WHEN a.ids IS :: LIST<STRING NOT NULL> NOT NULL THEN a.ids ELSE ['?'] END AS ids,
       CASE WHEN a.named IS :: LIST<STRING NOT NULL> NOT NULL THEN a.named ELSE ['?'] END AS named,
       CASE WHEN a.variables IS :: STRING NOT NULL THEN a.variables ELSE '?' END AS variables,
       CASE WHEN a.erasures IS NULL THEN 0 WHEN a.erasures IS :: INTEGER NOT NULL THEN a.erasures ELSE -1 END AS erasures,
       [k IN keys(a) WHERE NOT k IN ['instance', 'sequence', 'previous', 'at', 'subject', 'roles', 'breakGlass', 'marking', 'action', 'operation', 'decision', 'requestId', 'idCount', 'resultCount', 'keyId', 'content', 'hash', 'salt', 'purpose', 'ids', 'named', 'variables', 'erasures']] AS strange
