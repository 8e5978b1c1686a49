// Nominals by the id of any of their records. Who is protected is not found.
//
// WHO IS PROTECTED (one rule, in the same two lines wherever a query names people, their homes or what they use):
// whom a fact that the caller may see names as victim, witness or reporter of an offence or as protected by an order,
// unless another such fact that still stands names them as suspect, held, bound by an order or matched by an exhibit.
// - Only what the caller may see is judged. A hidden role neither protects nor lifts, and the answer is the one that a
//   store without the hidden facts would give; so it is for links as for the nodes at both their ends.
// - What has ended (a complete file no longer states it) goes on protecting and no longer lifts: a victim who was taken
//   for a suspect is hidden again once that is put right.
// - Who has no such role at all is a nominal and is shown.
// A test reads every query and compares the lines.
// @mode read
// @param ids List<String>
// @param visible List<String>
// @column askedId String
// @column id String
// @column marking String
// @column names List<String>
// @column sex String?
// @column bornOn String?
// @column status String?
// @column warnings List<String>
// @plan unique index on SourceRecord.id
MATCH (s:SourceRecord)-[d:DESCRIBES]->(p:Person)
WHERE s.id IN $ids AND s.marking IN $visible AND d.marking IN $visible AND p.marking IN $visible
  AND NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible }
    AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
RETURN s.id AS askedId, p.id AS id, p.marking AS marking, coalesce(p.names, []) AS names, p.sex AS sex, p.bornOn AS bornOn, p.status AS status, coalesce(p.warnings, []) AS warnings
