// Victims of offences, for pseudonyms: ids never leave the service. A victim is known here by the records that name them
// as a victim, and by nothing that other records say of the same human being: neither pseudonym nor sex changes when a
// suspect turns out to be the same person.
// @mode read
// @param offenceIds List<String>
// @param visible List<String>
// @column offenceId String
// @column personId String
// @column recordIds List<String>  records that name the person as a victim of any offence
// @column sex String?
// @column age Integer?
// @column markings List<String>  of the offence and of the role
// @plan unique index on Offence.id
MATCH (o:Offence)<-[v:VICTIM_OF]-(p:Person)
WHERE o.id IN $offenceIds AND o.marking IN $visible AND v.marking IN $visible AND p.marking IN $visible AND v.endedOn IS NULL
WITH o, p, max(v.age) AS age, collect(DISTINCT v.marking) AS roles
WITH o, p, age, roles + o.marking AS markings, COLLECT {
  MATCH (p)-[named:VICTIM_OF]->(x:Offence) WHERE named.marking IN $visible AND x.marking IN $visible
  RETURN DISTINCT named.recordId
} AS recordIds
RETURN o.id AS offenceId, p.id AS personId, recordIds, age, markings,
       head(COLLECT {
         MATCH (p)<-[d:DESCRIBES]-(s:SourceRecord)
         WHERE s.id IN recordIds AND s.sex IS NOT NULL AND d.marking IN $visible AND s.marking IN $visible
         RETURN s.sex ORDER BY s.asOf DESC, s.id LIMIT 1
       }) AS sex
ORDER BY offenceId, personId
