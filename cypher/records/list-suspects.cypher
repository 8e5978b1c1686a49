// Suspects of offences, one line a person; where several of his records have the role, what is furthest along stands.
// @mode read
// @param offenceIds List<String>
// @param visible List<String>
// @column offenceId String
// @column personId String
// @column status String?
// @column relationship String?
// @column age Integer?
// @plan unique index on Offence.id
MATCH (o:Offence)<-[s:SUSPECT_IN]-(p:Person)
WHERE o.id IN $offenceIds AND o.marking IN $visible AND s.marking IN $visible AND p.marking IN $visible AND s.endedOn IS NULL
WITH o, p, s ORDER BY s.recordId
WITH o, p, collect(s) AS roles
RETURN o.id AS offenceId, p.id AS personId,
       nullIf([x IN ['CONVICTED', 'CHARGED', 'ARRESTED', 'NAMED', '', 'ACQUITTED', 'ELIMINATED'] WHERE x IN [r IN roles | coalesce(r.status, '')]][0], '') AS status,
       [r IN roles WHERE r.relationship IS NOT NULL | r.relationship][0] AS relationship, [r IN roles WHERE r.age IS NOT NULL | r.age][0] AS age
ORDER BY offenceId, personId
