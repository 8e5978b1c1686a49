// Puts a stand-in for an id into the listed lines of runs and into what runs left out. Numbers stay as they were.
// @mode write
// @timeout 600s
// @param id String
// @param standIn String
// @param quoted String        "personId":"..." as it stands in JSON, and
// @param quotedStandIn String
// @param scope List<String>?  markings of the runs to look in; all where nothing is said
// @column marking String
// @plan all LeagueRun nodes and their entries: only for an erasure
CALL () {
  MATCH (r:LeagueRun)-[:HAS_ENTRY]->(e:LeagueEntry)
  WHERE ($scope IS NULL OR r.marking IN $scope) AND (e.personId = $id OR $id IN e.recordIds)
  SET e.personId = CASE e.personId WHEN $id THEN $standIn ELSE e.personId END,
      e.recordIds = [x IN e.recordIds | CASE x WHEN $id THEN $standIn ELSE x END],
      e.recordVersions = [x IN e.recordVersions WHERE NOT x STARTS WITH $id + '#']
  RETURN r
  UNION
  MATCH (r:LeagueRun)
  WHERE ($scope IS NULL OR r.marking IN $scope) AND r.exclusions CONTAINS $quoted
  SET r.exclusions = replace(r.exclusions, $quoted, $quotedStandIn), r.erasures = coalesce(r.erasures, 0) + 1
  RETURN r
}
RETURN DISTINCT r.marking AS marking
