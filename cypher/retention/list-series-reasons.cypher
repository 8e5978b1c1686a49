// Why people decided on series, in their own words, as far as these markings let see.
// @mode read
// @param visible List<String>
// @column id String
// @column reason String
// @plan range index on SeriesDecision.at: people make them one by one
MATCH (d:SeriesDecision) WHERE d.at IS NOT NULL AND d.marking IN $visible
RETURN d.id AS id, d.reason AS reason
