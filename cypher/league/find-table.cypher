// The stored answer to a league question, if the graph has not changed since.
// @mode read
// @param id String
// @param version Integer
// @column totals String
// @column personIds List<String>
// @column harmMicros List<Integer>
// @column victims List<Integer>
// @column offences List<Integer>
// @column unknownHarm List<Integer>
// @plan unique index on LeagueTable.id
MATCH (t:LeagueTable {id: $id}) WHERE t.graphVersion = $version
OPTIONAL MATCH (t)-[:HAS_PAGE]->(page)
WITH t, page ORDER BY page.number
WITH t, collect(page) AS pages
RETURN t.totals AS totals,
       reduce(all = [], page IN pages | all + page.personIds) AS personIds,
       reduce(all = [], page IN pages | all + page.harmMicros) AS harmMicros,
       reduce(all = [], page IN pages | all + page.victims) AS victims,
       reduce(all = [], page IN pages | all + page.offences) AS offences,
       reduce(all = [], page IN pages | all + page.unknownHarm) AS unknownHarm
