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
//
// WHICH RECORDS ARE A VICTIM'S (one rule, in the same two lines wherever a query asks what a record says of a nominal): the
// rule above, asked of the roles that rest on this one record. A nominal who is a victim elsewhere by another record is
// not found by that record, its names, what it says the person uses or where it says the person lives; nor are its names
// and dates shown as the nominal's. A record that gave the person its id is found, since the id is shown.
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
MATCH (asked:SourceRecord)-[d:DESCRIBES]->(p:Person)
WHERE asked.id IN $ids AND asked.marking IN $visible AND d.marking IN $visible AND p.marking IN $visible
  AND NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible }
    AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
WITH asked, p, COLLECT {
  MATCH (p)<-[describes:DESCRIBES]-(s:SourceRecord) WHERE describes.marking IN $visible AND s.marking IN $visible
  WITH s, s.id AS recordId
  WHERE NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
    AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
  RETURN s ORDER BY coalesce(toString(s.asOf), '') DESC, s.id
} AS shown
WHERE asked.id = p.id OR asked IN shown
RETURN asked.id AS askedId, p.id AS id, p.marking AS marking,
       [name IN coalesce(p.names, []) WHERE any(s IN shown WHERE name IN coalesce(s.aliases, [])
         OR name = coalesce(s.fullName, trim(coalesce(s.givenNames, '') + ' ' + coalesce(s.familyName, ''))))] AS names,
       [s IN shown WHERE s.sex IS NOT NULL | s.sex][0] AS sex, [s IN shown WHERE s.bornOn IS NOT NULL | s.bornOn][0] AS bornOn,
       [s IN shown WHERE s.status IS NOT NULL | s.status][0] AS status,
       [warning IN coalesce(p.warnings, []) WHERE any(s IN shown WHERE warning IN coalesce(s.warnings, []))] AS warnings
