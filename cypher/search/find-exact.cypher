// What goes by exactly this id, crime number or identifier.
// @mode read
// @param texts List<String>        spellings of an id or crime number
// @param identifierIds List<String>
// @param visible List<String>
// @column kind String
// @column id String
// @column matched String
// @plan unique indexes and the range index on Offence.crimeNumber
CALL () {
  MATCH (i:Identifier) WHERE i.id IN $identifierIds AND i.marking IN $visible
    AND (EXISTS {
      MATCH (i)<-[u:USED|INVOLVED|BY|WITH]-(n) WHERE u.marking IN $visible AND n.marking IN $visible
        AND NOT (n:Person AND (EXISTS { MATCH (n)-[r:VICTIM_OF|WITNESS_TO|REPORTED]->(x) WHERE r.marking IN $visible AND x.marking IN $visible }
          OR EXISTS { MATCH (n)<-[r:PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible })
          AND NOT EXISTS { MATCH (n)-[r:SUSPECT_IN]->(x) WHERE r.marking IN $visible AND x.marking IN $visible }
          AND NOT EXISTS { MATCH (n)<-[r:HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible })
    } OR NOT EXISTS { MATCH (i)<-[u:USED|INVOLVED|BY|WITH]-(n) WHERE u.marking IN $visible AND n.marking IN $visible })
  RETURN 'IDENTIFIER' AS kind, i.id AS id, i.value AS matched
  UNION
  MATCH (o:Offence) WHERE o.crimeNumber IN $texts AND o.marking IN $visible
  RETURN 'OFFENCE' AS kind, o.id AS id, o.crimeNumber AS matched
  UNION
  MATCH (o:Offence) WHERE o.id IN $texts AND o.marking IN $visible
  RETURN 'OFFENCE' AS kind, o.id AS id, o.id AS matched
  UNION
  MATCH (l:Location) WHERE l.id IN $texts AND l.marking IN $visible
    AND NOT EXISTS {
      MATCH (l)<-[h:LIVED_AT]-(p:Person) WHERE h.marking IN $visible AND p.marking IN $visible
        AND (EXISTS { MATCH (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED]->(x) WHERE r.marking IN $visible AND x.marking IN $visible }
        OR EXISTS { MATCH (p)<-[r:PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible })
        AND NOT EXISTS { MATCH (p)-[r:SUSPECT_IN]->(x) WHERE r.marking IN $visible AND x.marking IN $visible }
        AND NOT EXISTS { MATCH (p)<-[r:HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible }
    }
  RETURN 'LOCATION' AS kind, l.id AS id, l.id AS matched
}
RETURN kind, id, matched
ORDER BY kind, id
LIMIT 200
