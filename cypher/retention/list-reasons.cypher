// Why people decided on series, on persons at reviews and on who is adopted, in their own words, as far as these markings let
// see.
// @mode read
// @param visible List<String>
// @column id String
// @column property String
// @column reason String
// @plan range index on SeriesDecision.at, unique indexes on RetentionDecision.id and Adoption.id: people make them one by one
MATCH (d:SeriesDecision) WHERE d.at IS NOT NULL AND d.marking IN $visible
RETURN d.id AS id, 'reason' AS property, d.reason AS reason
UNION ALL
MATCH (d:RetentionDecision) WHERE d.id > '' AND d.marking IN $visible
RETURN d.id AS id, 'reason' AS property, d.reason AS reason
UNION ALL
MATCH (d:Adoption) WHERE d.id > '' AND d.marking IN $visible
UNWIND [['reason', d.reason], ['endedReason', d.endedReason]] AS said
WITH d, said WHERE said[1] IS NOT NULL
RETURN d.id AS id, said[0] AS property, said[1] AS reason
