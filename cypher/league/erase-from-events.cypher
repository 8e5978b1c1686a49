// Puts a stand-in for a person into announced changes of tables, and into the table that was last announced.
// @mode write
// @timeout 120s
// @param quoted String         "personId":"..." as it stands in JSON, and
// @param quotedStandIn String
// @param scope List<String>?
// @plan all OutboxEvent nodes
MATCH (e:OutboxEvent)
WHERE e.kind = 'LEAGUE_CHANGED' AND ($scope IS NULL OR e.marking IN $scope)
  AND (e.changes CONTAINS $quoted OR e.state CONTAINS $quoted)
SET e.changes = replace(e.changes, $quoted, $quotedStandIn), e.state = replace(e.state, $quoted, $quotedStandIn)
