// Writes locations.
// @mode write
// @timeout 120s
// @param rows List<{node: {id: String, source: String, marking: String, markingSet: String?, markingOver: String?, markingStated: String?, asOf: Date?, olderAsOf: String?, endedOn: Date?, importId: String, hash: String, links: List<String>?, extra: String?, address: String?, postcode: String?, borough: String?, latitude: Float?, longitude: Float?, x: Float?, y: Float?, h3: String?, kind: String?}}>
// @plan unique index on Location.id
UNWIND $rows AS row
MERGE (l:Location {id: row.node.id})
SET l = row.node
SET l.point = CASE WHEN row.node.latitude IS NULL THEN null ELSE point({latitude: row.node.latitude, longitude: row.node.longitude}) END,
    l.plane = CASE WHEN row.node.x IS NULL THEN null ELSE point({x: row.node.x, y: row.node.y}) END
