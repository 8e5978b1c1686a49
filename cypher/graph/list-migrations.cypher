// Applied migrations in order.
// @mode read
// @column version Integer
// @column description String
// @column checksum String
// @plan all Migration nodes: one a file
MATCH (m:Migration)
RETURN m.version AS version, m.description AS description, m.checksum AS checksum
ORDER BY version
