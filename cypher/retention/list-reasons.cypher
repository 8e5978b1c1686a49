// Why people decided on series, and on persons at reviews, in their own words, as far as these markings let see.
// @mode read
// @param visible List<String>
// @column id String
// @column reason String
// @plan range index on SeriesDecision.at, unique index on RetentionDecision.id: people make them one by one
MATCH (d:SeriesDecision) WHERE d.at IS NOT NULL AND d.marking IN $visible
RETURN d.id AS id, d.reason AS reason
UNION ALL
MATCH (d:RetentionDecision) WHERE d.id > '' AND d.marking IN $visible
RETURN d.id AS id, d.reason AS reason
