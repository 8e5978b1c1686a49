// The source records that describe these persons, but for those that are a victim's (records/find-persons). Versions are numbered as far as the caller may see them: a version that
// was marked above shows neither itself nor a gap.
// @mode read
// @param personIds List<String>
// @param visible List<String>
// @column personId String
// @column id String
// @column marking String
// @column source String
// @column asOf Date?
// @column version Integer
// @column fullName String?
// @column givenNames String?
// @column familyName String?
// @column aliases List<String>
// @column sex String?
// @column bornOn String?
// @column status String?
// @column importId String
// @plan unique index on Person.id
MATCH (p:Person)<-[d:DESCRIBES]-(s:SourceRecord)
WHERE p.id IN $personIds AND p.marking IN $visible AND d.marking IN $visible AND s.marking IN $visible
WITH p, s, s.id AS recordId
WHERE NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
  AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
RETURN p.id AS personId, s.id AS id, s.marking AS marking, s.source AS source, s.asOf AS asOf,
       1 + COUNT { (s)-[b:SUPERSEDES]->(v:RecordVersion) WHERE b.marking IN $visible AND v.marking IN $visible } AS version,
       s.fullName AS fullName, s.givenNames AS givenNames, s.familyName AS familyName, coalesce(s.aliases, []) AS aliases, s.sex AS sex, s.bornOn AS bornOn,
       s.status AS status, s.importId AS importId
ORDER BY personId, id
