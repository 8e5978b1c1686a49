// Removes what is kept about a record beside its facts: who marked it, a role of it or whom it was judged to be, and who
// was shown whom it names.
// What its eraser may not see stays.
// @mode write
// @param recordId String
// @param visible List<String>
// @column marking String
// @plan all MarkingChange nodes, which people make one by one; unique index on SourceRecord.id
CALL () {
  MATCH (c:MarkingChange)
  WHERE (c.subject = $recordId OR c.subject STARTS WITH $recordId + '|' OR c.subject ENDS WITH '|' + $recordId) AND c.marking IN $visible
  RETURN c AS note
  UNION
  MATCH (:SourceRecord {id: $recordId})-[:DESCRIBES]->(:Person)<-[r:REVEALS]-(v:VictimReveal)
  WHERE r.recordId = $recordId AND r.marking IN $visible AND v.marking IN $visible
  RETURN v AS note
}
WITH note, note.marking AS marking
DETACH DELETE note
RETURN DISTINCT marking
