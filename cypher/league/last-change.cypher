// The last change of a programme's current table that was announced, with the table as it then stood.
// @mode read
// @param programme String
// @column sequence Integer
// @column state String
// @plan unique index on OutboxEvent.id, by the sequence that the programme's newest event holds
MATCH (p:Programme {id: $programme})-[:LAST_CHANGE]->(e:OutboxEvent)
RETURN e.sequence AS sequence, e.state AS state
