// Source records as they stand, all properties.
// @mode read
// @timeout 60s
// @param ids List<String>
// @column id String
// @column properties Map
// @plan unique index on SourceRecord.id
MATCH (s:SourceRecord) WHERE s.id IN $ids
RETURN s.id AS id, s{.*} AS properties
