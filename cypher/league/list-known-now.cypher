// What is known now of offences that count in one of two runs and not in the other: their type, since which moment the
// store has had it where it was not the first, and since when each suspect's record has been named.
// @mode read
// @timeout 60s
// @param offenceIds List<String>
// @param visible List<String>
// @column offenceId String
// @column typeCode String?
// @column classedAt DateTime?   null where the offence came with this type
// @column roles List<{recordId: String, statedAt: DateTime?}>
// @plan unique indexes on Offence.id and ImportJob.id, one hop to the type and to the suspects
MATCH (o:Offence)
WHERE o.id IN $offenceIds AND o.marking IN $visible AND o.endedOn IS NULL
OPTIONAL MATCH (o)-[c:CLASSED_AS]->(t:OffenceType) WHERE c.marking IN $visible
OPTIONAL MATCH (j:ImportJob {id: o.classedFrom}) WHERE j.marking IN $visible
OPTIONAL MATCH (a:OffenceAlias {id: o.classedFrom}) WHERE a.marking IN $visible
RETURN o.id AS offenceId, t.code AS typeCode, coalesce(j.startedAt, a.decidedAt) AS classedAt,
       COLLECT {
         MATCH (o)<-[s:SUSPECT_IN]-(p:Person)
         WHERE s.marking IN $visible AND p.marking IN $visible AND s.endedOn IS NULL
         OPTIONAL MATCH (first:ImportJob {id: coalesce(s.firstImportId, s.importId)}) WHERE first.marking IN $visible
         RETURN {recordId: s.recordId, statedAt: first.startedAt}
       } AS roles
