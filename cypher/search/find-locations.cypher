// Places whose address, postcode or borough is like the text. Homes of who is protected are not
// found: the rule is in records/find-locations.
// @mode read
// @param query String
// @param visible List<String>
// @param limit Integer
// @column id String
// @column text String
// @plan full-text index place_names, range index on Location.postcode
CALL db.index.fulltext.queryNodes('place_names', $query) YIELD node AS l, score
WHERE l.marking IN $visible
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
RETURN l.id AS id, coalesce(l.address, '') + ' ' + coalesce(l.postcode, '') + ' ' + coalesce(l.borough, '') AS text
LIMIT $limit
