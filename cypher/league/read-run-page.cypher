// One page of a stored run with whom the whole run ranks, to take somebody out of it; claimed for the transaction.
// @mode write
// @timeout 60s
// @param runId String
// @param pageId String
// @column content String          JSON list of entries
// @column marking String
// @column ranked List<String>     everybody's id, page by page
// @column erasedIds List<String>
// @column erasedPlaces List<Integer>
// @plan unique indexes on LeagueRun.id and LeagueRunPage.id
MATCH (r:LeagueRun {id: $runId})
SET r.erasing = true
REMOVE r.erasing
WITH r
MATCH (page:LeagueRunPage {id: $pageId})
RETURN page.content AS content, r.marking AS marking,
       COLLECT { MATCH (r)-[:HAS_PAGE]->(p) WITH p ORDER BY p.number UNWIND p.personIds AS id RETURN id } AS ranked,
       coalesce(r.erasedIds, []) AS erasedIds, coalesce(r.erasedPlaces, []) AS erasedPlaces
