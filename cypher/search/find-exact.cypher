// What goes by exactly this id, crime number or identifier. What only people who are protected use, or only a victim's
// record names, is not found, nor are their homes: the rules are in records/find-persons and records/find-locations. Whether
// an identifier may be seen: search/find-identifiers.
// @mode read
// @param texts List<String>        spellings of an id or crime number
// @param identifierIds List<String>
// @param visible List<String>
// @column kind String
// @column id String
// @column matched String
// @plan unique indexes and the range indexes on Offence.crimeNumber and Location.postcode
CALL () {
  MATCH (i:Identifier) WHERE i.id IN $identifierIds
    AND (EXISTS {
      MATCH (i)<-[u:USED|INVOLVED|BY|WITH]-(p) WHERE u.marking IN $visible AND p.marking IN $visible
      WITH p, u.recordId AS recordId
      WHERE NOT p:Person OR NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible }
        AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
        AND NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
        AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
      RETURN p
    } OR (any(marking IN i.markings WHERE marking IN $visible)
      AND NOT EXISTS { MATCH (i)<-[u:USED|INVOLVED|BY|WITH]-(p) WHERE u.marking IN $visible AND p.marking IN $visible }))
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
      CALL (l) {
        RETURN l AS home
        UNION
        MATCH (home:Location) WHERE home.postcode = l.postcode AND toLower(home.address) = toLower(l.address) AND home.marking IN $visible
        RETURN home
      }
      MATCH (home)<-[h:LIVED_AT]-(p:Person) WHERE h.marking IN $visible AND p.marking IN $visible
      WITH p, h.recordId AS recordId
      WHERE (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible }
        AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
        OR (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
        AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
      RETURN p
    }
  RETURN 'LOCATION' AS kind, l.id AS id, l.id AS matched
}
RETURN kind, id, matched
ORDER BY kind, id
LIMIT 200
