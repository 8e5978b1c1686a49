// Ends the roles of a source that its newer, complete bundle no longer states.
// @mode write
// @timeout 120s
// @param source String
// @param asOf Date
// @param visible List<String>?  what the importer may see, where that is not everything: nothing else ends
// @param type List<String>  relationship types of the file
// @column marking String
// @column ended Integer
// @plan all records of the source
MATCH (s:SourceRecord {source: $source})-[:DESCRIBES]->(p:Person)-[r]->(x)
WHERE type(r) IN $type AND r.recordId = s.id AND r.stated IS NULL AND r.endedOn IS NULL
  AND coalesce(r.asOf, date('0001-01-01')) < $asOf
  AND ($visible IS NULL OR r.marking IN $visible)
SET r.endedOn = $asOf
RETURN r.marking AS marking, count(r) AS ended
