// Every marking in use.
// @mode read
// @column id String
// @column level String
// @column compartments List<String>
// @column version Integer  how often something of it has changed
// @plan all Marking nodes: a few dozen
MATCH (m:Marking)
RETURN m.id AS id, m.level AS level, m.compartments AS compartments, coalesce(m.version, 0) AS version
ORDER BY id
