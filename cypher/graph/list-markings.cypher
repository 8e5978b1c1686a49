// Every marking in use.
// @mode read
// @column id String
// @column level String
// @column compartments List<String>
// @plan all Marking nodes: a few dozen
MATCH (m:Marking)
RETURN m.id AS id, m.level AS level, m.compartments AS compartments
ORDER BY id
