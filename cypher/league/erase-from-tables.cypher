// Takes somebody's line out of stored tables. Whoever goes on from one reads that person again, since the change names
// them.
// @mode write
// @timeout 120s
// @param id String
// @param scope List<String>?
// @plan all LeagueTable nodes and their pages: a thousand lines a page
MATCH (t:LeagueTable) WHERE $scope IS NULL OR t.marking IN $scope
SET t.erasing = true
REMOVE t.erasing
WITH t
MATCH (t)-[:HAS_PAGE]->(page) WHERE $id IN page.personIds
WITH t, page, [i IN range(0, size(page.personIds) - 1) WHERE page.personIds[i] <> $id] AS kept
SET t.lines = t.lines - (size(page.personIds) - size(kept)),
    page.harmMicros = [i IN kept | page.harmMicros[i]], page.victims = [i IN kept | page.victims[i]],
    page.offences = [i IN kept | page.offences[i]], page.unknownHarm = [i IN kept | page.unknownHarm[i]],
    page.personIds = [id IN page.personIds WHERE id <> $id]
