// Carries a record's changed marking to every link that rests on it: the least upper bound of what the link's own row
// (or the node it hangs from) says, and of the records it cites. Links of the record's own row are written with it.
// @mode write
// @timeout 60s
// @param rows List<{id: String, marking: String}>
// @param joins Map  least upper bound by 'a|b'
// @column marking String  markings that were touched
// @plan unique index on SourceRecord.id, then the person's links
UNWIND $rows AS row
MATCH (s:SourceRecord {id: row.id})-[d:DESCRIBES]->(p:Person)
SET d.marking = row.marking
WITH row, p
CALL (row, p) {
  MATCH (p)-[r]-() WHERE (r.recordId = row.id OR r.otherRecordId = row.id) AND r.stated IS NULL
  RETURN r
  UNION
  MATCH (p)-[:USED {recordId: row.id}]->(:Identifier)<-[r:INVOLVED {recordId: row.id}]-(:Offence)
  RETURN r
}
OPTIONAL MATCH (t:SourceRecord {id: CASE WHEN r.recordId = row.id THEN r.otherRecordId ELSE r.recordId END})
WITH DISTINCT r, r.marking AS before, startNode(r):Person OR type(r) = 'INVOLVED' AS own,
     CASE WHEN startNode(r):Person OR type(r) = 'INVOLVED' THEN coalesce(r.rowMarking, r.marking) ELSE startNode(r).marking END AS stated,
     CASE WHEN type(r) = 'INVOLVED' THEN startNode(r).marking END AS offence,
     $joins[row.marking + '|' + coalesce(t.marking, row.marking)] AS records
WITH r, before, own, stated, $joins[$joins[stated + '|' + records] + '|' + coalesce(offence, stated)] AS after
SET r.marking = after, r.rowMarking = CASE WHEN own AND after <> stated THEN stated ELSE null END
WITH before, after
UNWIND [before, after] AS marking
RETURN DISTINCT marking
