// Ties as they stand, by their two records, kind and start.
// @mode read
// @timeout 60s
// @param keys List<{personId: String}>
// @column key String
// @column properties Map
// @plan unique index on SourceRecord.id, then the person's ties
UNWIND $keys AS key
WITH DISTINCT key.personId AS recordId
MATCH (:SourceRecord {id: recordId})-[:DESCRIBES]->()-[r:TIED_TO]->()
WHERE r.recordId = recordId
RETURN DISTINCT recordId + '|' + r.otherRecordId + '|' + coalesce(r.kind, '') + '|' + coalesce(r.fromText, '') AS key,
       r{.*} AS properties
