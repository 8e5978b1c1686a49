// Victims of these offences whom this reader has revealed and may still see.
// @mode read
// @param by String
// @param now DateTime
// @param offenceIds List<String>
// @param visible List<String>
// @column offenceId String
// @column personId String
// @column expiresAt DateTime  of the reveal that lasts longest
// @plan unique index on Offence.id, then the reveals of its victims
MATCH (v:VictimReveal) WHERE v.by = $by AND v.expiresAt > $now AND v.marking IN $visible
MATCH (v)-[of:OF]->(o:Offence) WHERE o.id IN $offenceIds AND of.marking IN $visible AND o.marking IN $visible
MATCH (v)-[r:REVEALS]->(p:Person) WHERE r.marking IN $visible AND p.marking IN $visible
RETURN o.id AS offenceId, p.id AS personId, max(v.expiresAt) AS expiresAt
