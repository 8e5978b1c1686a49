// Places whose address, postcode or borough is like the text; homes of people who are only victims or witnesses are not found.
// @mode read
// @param query String
// @param visible List<String>
// @param limit Integer
// @column id String
// @column text String
// @plan full-text index place_names
CALL db.index.fulltext.queryNodes('place_names', $query) YIELD node AS l, score
WHERE l.marking IN $visible
  AND NOT EXISTS {
    MATCH (l)<-[h:LIVED_AT]-(p:Person) WHERE h.marking IN $visible AND p.marking IN $visible
      AND (EXISTS { MATCH (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED]->(x) WHERE r.marking IN $visible AND x.marking IN $visible }
      OR EXISTS { MATCH (p)<-[r:PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible })
      AND NOT EXISTS { MATCH (p)-[r:SUSPECT_IN]->(x) WHERE r.marking IN $visible AND x.marking IN $visible }
      AND NOT EXISTS { MATCH (p)<-[r:HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible }
  }
RETURN l.id AS id, coalesce(l.address, '') + ' ' + coalesce(l.postcode, '') + ' ' + coalesce(l.borough, '') AS text
LIMIT $limit
