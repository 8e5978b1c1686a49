// Ends the nodes of a source that its newer, complete bundle no longer states.
// @mode write
// @timeout 120s
// @param source String
// @param asOf Date
// @param label String
// @column marking String
// @column ended Integer
// @plan all nodes of the label: only for files listed under complete
MATCH (n:$($label))
WHERE n.source = $source AND n.stated IS NULL AND n.endedOn IS NULL AND coalesce(n.asOf, date('0001-01-01')) < $asOf
SET n.endedOn = $asOf
RETURN n.marking AS marking, count(n) AS ended
