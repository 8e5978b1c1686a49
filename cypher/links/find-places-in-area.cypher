// The places of a borough that the caller may see.
// @mode read
// @param area String               in lower case
// @param visible List<String>
// @column id String
// @plan every Location once: a borough has no index, and is a large part of them
MATCH (l:Location) WHERE toLower(l.borough) = $area AND l.marking IN $visible
RETURN l.id AS id
ORDER BY id
