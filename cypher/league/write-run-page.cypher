// Writes a page of a stored run without somebody who was erased. Numbers stay as they were.
// @mode write
// @timeout 60s
// @param runId String
// @param pageId String
// @param content String
// @param personIds List<String>
// @param erasedIds List<String>     of the whole run, and
// @param erasedPlaces List<Integer>  where each stood among everybody's ids
// @plan unique indexes on LeagueRun.id and LeagueRunPage.id
MATCH (r:LeagueRun {id: $runId}), (page:LeagueRunPage {id: $pageId})
SET page.content = $content, page.personIds = $personIds,
    r.erasedIds = $erasedIds, r.erasedPlaces = $erasedPlaces, r.erasures = coalesce(r.erasures, 0) + 1
