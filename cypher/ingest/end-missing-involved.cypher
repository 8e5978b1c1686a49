// Ends what offences of a source involved and its newer, complete file of identifiers no longer states.
// @mode write
// @timeout 120s
// @param source String
// @param asOf Date
// @param visible List<String>?  what the importer may see, where that is not everything: nothing else ends
// @column marking String
// @column ended Integer
// @plan all offences: only for a file listed under complete
MATCH (o:Offence)-[r:INVOLVED]->(:Identifier)
WHERE o.source = $source AND r.endedOn IS NULL AND coalesce(r.asOf, date('0001-01-01')) < $asOf
  AND ($visible IS NULL OR r.marking IN $visible)
SET r.endedOn = $asOf
RETURN r.marking AS marking, count(r) AS ended
