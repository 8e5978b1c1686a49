// What links between two nodes rest on: every relationship of the kind that the caller may see and that rests on one of
// the records that were walked.
// @mode read
// @param steps List<{nth: Integer, kind: String, start: String, end: String, records: List<String>}>
// @param visible List<String>
// @column nth Integer
// @column recordId String?
// @column importId String?
// @column from String?
// @column to String?
// @column stated String?     value, status or kind of tie as the source states it
// @plan unique indexes on the ids of each label, then the links of the start
UNWIND $steps AS step
CALL (step) {
  MATCH (a:Person|Offence|Event|IntelligenceReport|CustodyEpisode|Exhibit|Order) WHERE a.id = step.start AND a.marking IN $visible
  RETURN a
}
MATCH (a)-[r:SUSPECT_IN|VICTIM_OF|WITNESS_TO|REPORTED|OCCURRED_AT|LIVED_AT|USED|INVOLVED|TIED_TO|MENTIONS|BY|WITH|AT|HELD|FOR|SEIZED_FOR|MATCHED|BINDS|PROTECTS]->(b)
WHERE type(r) = step.kind AND b.id = step.end AND r.marking IN $visible AND (b:Identifier OR b.marking IN $visible)
  AND (r.recordId IS NULL OR r.recordId IN step.records)
RETURN step.nth AS nth, r.recordId AS recordId, r.importId AS importId, toString(coalesce(r.from, r.since, r.on)) AS from, toString(coalesce(r.to, r.endedOn)) AS to,
       coalesce(r.raw, r.status, r.kind) AS stated
ORDER BY nth, coalesce(recordId, ''), coalesce(from, '')
