// Adds the weights of an edition.
// @mode write
// @timeout 60s
// @param edition String
// @param weights List<{code: String, titleKey: String, micros: Integer, days: Float, basis: String, provisional: Boolean, lowMicros: Integer, highMicros: Integer, source: String, from: String}>
// @plan unique indexes on HarmEdition.id and OffenceType.code
MATCH (e:HarmEdition {id: $edition})
UNWIND $weights AS weight
MATCH (t:OffenceType {code: weight.code})
CREATE (t)-[w:WEIGHS]->(e)
SET w = weight, w.code = null, w.marking = 'OFFICIAL'
