// Who victims are: every record that describes them, for a reader who has revealed them.
// @mode read
// @param personIds List<String>
// @param visible List<String>
// @column personId String
// @column recordId String
// @column marking String
// @column asOf Date?
// @column fullName String?
// @column givenNames String?
// @column familyName String?
// @column aliases List<String>
// @column sex String?
// @column bornOn String?
// @plan unique index on Person.id
MATCH (p:Person)<-[d:DESCRIBES]-(s:SourceRecord)
WHERE p.id IN $personIds AND p.marking IN $visible AND d.marking IN $visible AND s.marking IN $visible
RETURN p.id AS personId, s.id AS recordId, s.marking AS marking, s.asOf AS asOf, s.fullName AS fullName,
       s.givenNames AS givenNames, s.familyName AS familyName, coalesce(s.aliases, []) AS aliases, s.sex AS sex,
       s.bornOn AS bornOn
ORDER BY personId, asOf DESC, recordId
