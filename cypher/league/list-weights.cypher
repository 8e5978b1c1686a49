// Every weight of an edition.
// @mode read
// @param edition String
// @column code String
// @column titleKey String
// @column micros Integer  millionths of a day
// @column basis String
// @column provisional Boolean
// @column lowMicros Integer       bounds of a provisional weight; equal to micros where it is not
// @column highMicros Integer
// @plan unique index on HarmEdition.id
MATCH (t:OffenceType)-[w:WEIGHS]->(e:HarmEdition {id: $edition})
RETURN t.code AS code, w.titleKey AS titleKey, w.micros AS micros, w.basis AS basis, w.provisional AS provisional,
       w.lowMicros AS lowMicros, w.highMicros AS highMicros
