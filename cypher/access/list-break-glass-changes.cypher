// Announced changes of break-glass after a sequence number, in order. Everybody who may read them gets each.
// @mode read
// @param ids List<String>          of the next events, by their sequence
// @column sequence Integer
// @column at DateTime
// @column change String
// @column by String
// @column breakGlass String
// @plan unique index on OutboxEvent.id
MATCH (e:OutboxEvent)
WHERE e.id IN $ids
RETURN e.sequence AS sequence, e.at AS at, e.change AS change, e.by AS by, e.breakGlass AS breakGlass
ORDER BY sequence
