// The types that these offences have now, where they are visible and still stand.
// @mode read
// @param offenceIds List<String>
// @param visible List<String>
// @column offenceId String
// @column typeCode String?
// @plan unique index on Offence.id, one hop to the type
MATCH (o:Offence)
WHERE o.id IN $offenceIds AND o.marking IN $visible AND o.endedOn IS NULL
OPTIONAL MATCH (o)-[c:CLASSED_AS]->(t:OffenceType) WHERE c.marking IN $visible
RETURN o.id AS offenceId, t.code AS typeCode
