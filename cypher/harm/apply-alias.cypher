// Gives the mapped type to offences that state this code or title and wait in the queue or had the type it meant
// before. Returns the markings touched.
// @mode write
// @timeout 60s
// @param id String
// @param previous String?           type that this code or title was mapped to before
// @param statedCodes List<String>   spellings of the code as offences state it; empty for a title
// @param titleKey String?
// @param settledCodes List<String>  for a title: spellings of codes with a mapping of their own, which goes first
// @column marking String
// @column offences Integer
// @column offenceIds List<String>
// @plan range index on Offence.typeMatch, unique index on OffenceType.code
MATCH (a:OffenceAlias {id: $id})-[:MEANS]->(t:OffenceType)
CALL () {
  MATCH (o:Offence) WHERE o.typeMatch IN ['unmatched', 'ambiguous']
  RETURN o
  UNION
  MATCH (:OffenceType {code: $previous})<-[c:CLASSED_AS]-(o:Offence) WHERE c.matchedBy = 'mapping'
  RETURN o
}
WITH a, t, o, toUpper(replace(o.statedCode, ' ', '')) AS stated
WHERE stated IN $statedCodes
   OR ($titleKey IS NOT NULL AND o.titleKey = $titleKey AND NOT coalesce(stated IN $settledCodes, false))
SET o.classedFrom = CASE WHEN o.typeCode = t.code THEN o.classedFrom ELSE a.id END,
    o.typeMatch = 'matched', o.typeCode = t.code, o.matchedBy = 'mapping', o.typeProvisional = false
WITH a, t, o
CALL (o) {
  MATCH (o)-[old:CLASSED_AS]->() DELETE old
}
CREATE (o)-[:CLASSED_AS {matchedBy: 'mapping', provisional: false, importId: a.id, marking: o.marking}]->(t)
RETURN o.marking AS marking, count(o) AS offences, collect(o.id) AS offenceIds
