// Victims of offences, for pseudonyms: ids never leave the service.
// @mode read
// @param offenceIds List<String>
// @param visible List<String>
// @column offenceId String
// @column personId String
// @column sex String?
// @column age Integer?
// @plan unique index on Offence.id
MATCH (o:Offence)<-[v:VICTIM_OF]-(p:Person)
WHERE o.id IN $offenceIds AND o.marking IN $visible AND v.marking IN $visible AND p.marking IN $visible AND v.endedOn IS NULL
WITH o, p, max(v.age) AS age
RETURN o.id AS offenceId, p.id AS personId, p.sex AS sex, age
ORDER BY offenceId, personId
