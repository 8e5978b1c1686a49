// Nominals by the id of any of their records. Who is only a victim or witness is not found.
// @mode read
// @param ids List<String>
// @param visible List<String>
// @column askedId String
// @column id String
// @column names List<String>
// @column sex String?
// @column bornOn String?
// @column status String?
// @column warnings List<String>
// @plan unique index on SourceRecord.id
MATCH (s:SourceRecord)-[d:DESCRIBES]->(p:Person)
WHERE s.id IN $ids AND s.marking IN $visible AND d.marking IN $visible AND p.marking IN $visible
  AND (EXISTS { (p)-[r:SUSPECT_IN]->(o:Offence) WHERE r.marking IN $visible AND o.marking IN $visible }
  OR EXISTS { (p)<-[r:HELD|BINDS|MATCHED]-(n) WHERE r.marking IN $visible AND n.marking IN $visible }
  OR NOT EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED]->(o:Offence) WHERE r.marking IN $visible AND o.marking IN $visible }
    AND NOT EXISTS { (p)<-[r:PROTECTS]-(n) WHERE r.marking IN $visible AND n.marking IN $visible })
RETURN s.id AS askedId, p.id AS id, coalesce(p.names, []) AS names, p.sex AS sex, p.bornOn AS bornOn, p.status AS status, coalesce(p.warnings, []) AS warnings
