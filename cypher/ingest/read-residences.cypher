// Residences as they stand, by record, place and start.
// @mode read
// @timeout 60s
// @param keys List<{personId: String, locationId: String}>
// @column key String
// @column properties Map
// @plan unique index on SourceRecord.id, then the person's residences
UNWIND $keys AS key
MATCH (:SourceRecord {id: key.personId})-[:DESCRIBES]->()-[r:LIVED_AT]->(:Location {id: key.locationId})
WHERE r.recordId = key.personId AND r.stated IS NULL
RETURN DISTINCT key.personId + '|' + key.locationId + '|' + coalesce(r.fromText, '') AS key, r{.*} AS properties
