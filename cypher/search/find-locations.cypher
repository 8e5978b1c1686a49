// Places whose address, postcode or borough is like the text. Homes of who is protected are not
// found: the rule is in records/find-locations.
// Of more than so many those stand that have most of the words, not those that the index scores highest: its scores count
// what is hidden too.
// @mode read
// @param query String
// @param words List<String>  of the question, in lower case
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
WITH l
ORDER BY size([word IN $words WHERE toLower(coalesce(l.address, '') + ' ' + coalesce(l.postcode, '') + ' ' + coalesce(l.borough, '')) CONTAINS word]) DESC, l.id
LIMIT $limit
RETURN l.id AS id, coalesce(l.address, '') + ' ' + coalesce(l.postcode, '') + ' ' + coalesce(l.borough, '') AS text
