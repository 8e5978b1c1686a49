// Counts a change of facts under each of these markings, and keeps what it touched, so that what was computed before can
// be brought forward without computing it anew. Runs in the transaction of the change. The ids are keys to read again
// with; nobody is shown them, and the note carries no marking, since it may name what is hidden below one of them.
// @mode write
// @param markings List<String>     marking ids of what was written
// @param everything Boolean        too much was touched to name it
// @param personIds List<String>    persons or their records
// @param offenceIds List<String>
// @param locationIds List<String>
// @param everyLink Boolean         too many links were touched to name their ends
// @param linkIds List<String>      other nodes whose links were touched, as KIND|id
// @param kept Integer              changes that are kept of each marking
// @plan unique indexes on Marking.id and OutboxEvent.id
UNWIND $markings AS id
MATCH (m:Marking {id: id})
SET m.version = coalesce(m.version, 0) + 1
CREATE (:OutboxEvent {
  id: 'facts/' + id + '/' + toString(m.version), kind: 'FACTS_CHANGED', sequence: m.version,
  everything: $everything, number: size($personIds) + size($offenceIds) + size($locationIds), personIds: $personIds, offenceIds: $offenceIds, locationIds: $locationIds,
  everyLink: $everyLink, linkIds: $linkIds
})
WITH m
CALL (m) {
  MATCH (old:OutboxEvent {id: 'facts/' + m.id + '/' + toString(m.version - $kept)})
  DETACH DELETE old
}
