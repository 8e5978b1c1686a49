// Announced changes of a programme's current table after a sequence number, in order.
// @mode read
// @param programme String
// @param visible List<String>
// @param ids List<String>      of the next events, by their sequence
// @column sequence Integer
// @column at DateTime
// @column asOf Date?
// @column edition String
// @column changes String
// @plan unique index on OutboxEvent.id
MATCH (e:OutboxEvent)
WHERE e.id IN $ids AND e.programme = $programme AND e.marking IN $visible
RETURN e.sequence AS sequence, e.at AS at, e.asOf AS asOf, e.edition AS edition, e.changes AS changes
ORDER BY sequence
