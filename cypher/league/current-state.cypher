// What a programme's current table stands on: equal answers mean an equal table.
// @mode read
// @param programme String
// @param edition String?         default the programme's own
// @param visible List<String>    marking ids that the programme may count
// @column programmeVersion Integer
// @column programmeDigest String
// @column programmeMarking String
// @column retired Boolean
// @column edition String
// @column editionDigest String?  null where there is no such edition
// @column markingIds List<String>      every marking in use
// @column markingVersions List<Integer>  how often something of it has changed
// @column newest Date?           newest day on which a visible offence was reported
// @plan unique indexes on Programme.id and HarmEdition.id, range index on Offence.reportedOn read backwards
MATCH (p:Programme {id: $programme})
WITH p, coalesce($edition, p.edition) AS edition
OPTIONAL MATCH (e:HarmEdition {id: edition})
CALL () {
  MATCH (m:Marking)
  RETURN collect(m.id) AS markingIds, collect(m.version) AS markingVersions
}
CALL () {
  OPTIONAL MATCH (o:Offence)
  WHERE o.reportedOn IS NOT NULL AND o.reportedPrecision IN ['DAY', 'TIME'] AND o.marking IN $visible
  RETURN o.reportedOn AS newest
  ORDER BY newest DESC
  LIMIT 1
}
RETURN p.version AS programmeVersion, p.digest AS programmeDigest, p.marking AS programmeMarking,
       p.retiredAt IS NOT NULL AS retired, edition, e.digest AS editionDigest, markingIds, markingVersions, newest
