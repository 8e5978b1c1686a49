// The general weight of one offence type in one edition.
// @mode read
// @param edition String
// @param code String
// @param visible List<String>
// @column code String
// @column edition String
// @column days Float
// @column lowDays Float
// @column highDays Float
// @column basis String
// @column provisional Boolean
// @column from String
// @column source String
// @column titled Integer  how many titles of this code weigh otherwise
// @plan unique indexes on HarmEdition.id and OffenceType.code
MATCH (t:OffenceType {code: $code})-[w:WEIGHS {titleKey: ''}]->(e:HarmEdition {id: $edition})
WHERE w.marking IN $visible AND e.marking IN $visible
RETURN t.code AS code, e.id AS edition, w.micros / 1000000.0 AS days, w.lowMicros / 1000000.0 AS lowDays,
       w.highMicros / 1000000.0 AS highDays, w.basis AS basis, w.provisional AS provisional, w.from AS from,
       w.source AS source, COUNT { (t)-[o:WEIGHS]->(e) WHERE o.titleKey <> '' } AS titled
