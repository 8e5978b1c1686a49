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
// @column markings List<{id: String, version: Integer}>  every marking in use, and how often something of it has changed
// @column newest Date?           newest day on which a visible offence was reported
// @plan unique indexes on Programme.id and HarmEdition.id, range index on Offence.reportedOn read backwards
MATCH (p:Programme {id: $programme})
WITH p, coalesce($edition, p.edition) AS edition
OPTIONAL MATCH (e:HarmEdition {id: edition})
RETURN p.version AS programmeVersion, p.digest AS programmeDigest, p.marking AS programmeMarking,
       p.retiredAt IS NOT NULL AS retired, edition, e.digest AS editionDigest,
       COLLECT { MATCH (m:Marking) RETURN {id: m.id, version: coalesce(m.version, 0)} } AS markings,
       COLLECT {
         MATCH (o:Offence)
         WHERE o.reportedOn IS NOT NULL AND o.reportedPrecision IN ['DAY', 'TIME'] AND o.marking IN $visible
         RETURN o.reportedOn ORDER BY o.reportedOn DESC LIMIT 1
       }[0] AS newest
