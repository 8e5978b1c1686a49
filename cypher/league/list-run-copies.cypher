// Pages of stored runs that hold a person or a record.
// @mode read
// @timeout 600s
// @param quoted String            the id as it stands in JSON
// @param scope List<String>?      markings of the runs to look in; all where nothing is said
// @column runId String
// @column pageId String
// @plan all LeagueRunPage nodes, their text: only for an erasure
MATCH (r:LeagueRun)-[:HAS_PAGE]->(page:LeagueRunPage)
WHERE ($scope IS NULL OR r.marking IN $scope) AND page.content CONTAINS $quoted
RETURN r.id AS runId, page.id AS pageId
ORDER BY runId, page.number
