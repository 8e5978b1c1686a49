// Gives the mapped type to offences of the queue that state this code or title. Returns the markings touched.
// @mode write
// @timeout 60s
// @param id String
// @param statedCodes List<String>   spellings of the code as offences state it; empty for a title
// @param titleKey String?
// @column marking String
// @column offences Integer
// @plan range index on Offence.typeMatch
MATCH (a:OffenceAlias {id: $id})-[:MEANS]->(t:OffenceType)
MATCH (o:Offence)
WHERE o.typeMatch IN ['unmatched', 'ambiguous']
  AND (toUpper(replace(o.statedCode, ' ', '')) IN $statedCodes OR ($titleKey IS NOT NULL AND o.titleKey = $titleKey))
SET o.typeMatch = 'matched'
MERGE (o)-[c:CLASSED_AS]->(t)
SET c.matchedBy = 'mapping', c.provisional = false, c.importId = a.id, c.marking = o.marking
RETURN o.marking AS marking, count(o) AS offences
