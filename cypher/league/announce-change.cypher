// Announces a change of a programme's current table, once: a second service that saw the same change finds the last
// event already further, and writes nothing. What the table looked like is kept with the last event only.
// @mode write
// @param event {id: String, sequence: Integer, kind: String, programme: String, marking: String, at: DateTime, asOf: Date?, edition: String, changes: String, state: String}
// @column written Integer
// @plan unique indexes on Programme.id and OutboxEvent.id
MATCH (p:Programme {id: $event.programme})
SET p.changesLock = true
REMOVE p.changesLock
WITH p
OPTIONAL MATCH (p)-[last:LAST_CHANGE]->(before:OutboxEvent)
WITH p, last, before WHERE coalesce(before.sequence, -1) = $event.sequence - 1
CREATE (e:OutboxEvent)
SET e = $event
CREATE (p)-[:LAST_CHANGE {marking: $event.marking}]->(e)
FOREACH (_ IN CASE WHEN before IS NULL THEN [] ELSE [1] END | SET before.state = null DELETE last)
RETURN count(e) AS written
