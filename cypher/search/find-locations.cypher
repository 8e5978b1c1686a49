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
  AND NOT EXISTS { MATCH (l)<-[:LIVED_AT]-(p:Person)-[:VICTIM_OF|WITNESS_TO|REPORTED]->(:Offence) }
RETURN l.id AS id, coalesce(l.address, '') + ' ' + coalesce(l.postcode, '') + ' ' + coalesce(l.borough, '') AS text
LIMIT $limit
