// Removes what is kept about a record beside its facts: who marked it or a role of it, and who was shown whom it names.
// What its eraser may not see stays.
// @mode write
// @param recordId String
// @param visible List<String>
// @column marking String
// @plan range index on MarkingChange.subject; unique index on SourceRecord.id
CALL () {
  MATCH (c:MarkingChange)
  WHERE (c.subject = $recordId OR c.subject STARTS WITH $recordId + '|') AND c.marking IN $visible
  RETURN c AS note
  UNION
  MATCH (:SourceRecord {id: $recordId})-[:DESCRIBES]->(:Person)<-[r:REVEALS]-(v:VictimReveal)
  WHERE r.recordId = $recordId AND r.marking IN $visible AND v.marking IN $visible
  RETURN v AS note
}
WITH note, note.marking AS marking
DETACH DELETE note
RETURN DISTINCT marking
