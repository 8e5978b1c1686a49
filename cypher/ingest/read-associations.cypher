// Ties as they stand, by their two records, kind and start.
// @mode read
// @timeout 60s
// @param keys List<{personId: String, otherPersonId: String}>
// @column key String
// @column properties Map
// @plan unique index on SourceRecord.id, then the person's ties
UNWIND $keys AS key
MATCH (:SourceRecord {id: key.personId})-[:DESCRIBES]->()-[r:TIED_TO]->()
WHERE r.recordId = key.personId AND r.otherRecordId = key.otherPersonId
RETURN DISTINCT key.personId + '|' + key.otherPersonId + '|' + coalesce(r.kind, '') + '|' + coalesce(r.fromText, '') AS key,
       r{.*} AS properties
