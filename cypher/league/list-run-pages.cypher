// Everybody a run ranks, in pages by rank.
// @mode read
// @timeout 60s
// @param id String
// @param visible List<String>
// @param first Integer           number of the first page that is asked for
// @param last Integer
// @column number Integer
// @column content String         JSON list of entries
// @plan unique index on LeagueRun.id, then its pages
MATCH (r:LeagueRun {id: $id})-[h:HAS_PAGE]->(page:LeagueRunPage)
WHERE r.marking IN $visible AND h.marking IN $visible AND page.marking IN $visible
  AND page.number >= $first AND page.number <= $last
RETURN page.number AS number, page.content AS content
ORDER BY number
