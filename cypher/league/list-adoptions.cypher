// Decisions under a programme, newest first.
// @mode read
// @param programme String
// @param status String?
// @param visible List<String>
// @param after {at: DateTime, id: String}?
// @param limit Integer
// @column id String
// @column programme String
// @column personId String
// @column recordId String
// @column status String
// @column reason String
// @column reviewOn Date?
// @column by String
// @column team String?
// @column at DateTime
// @column rank Integer
// @column harmMicros Integer
// @column listedOn Date?
// @column edition String
// @column runId String?
// @column firstListedOn Date?
// @column endedAt DateTime?
// @column endedBy String?
// @column endedReason String?
// @plan range index on Adoption.programme and at
MATCH (a:Adoption {programme: $programme})-[link:ADOPTS]->(p:Person)
WHERE a.marking IN $visible AND link.marking IN $visible AND p.marking IN $visible
  AND ($status IS NULL OR a.status = $status)
  AND ($after IS NULL OR a.at < $after.at OR (a.at = $after.at AND a.id < $after.id))
RETURN a.id AS id, a.programme AS programme, p.id AS personId, link.recordId AS recordId, a.status AS status,
       a.reason AS reason, a.reviewOn AS reviewOn, a.by AS by, a.team AS team, a.at AS at, a.rank AS rank,
       a.harmMicros AS harmMicros, a.listedOn AS listedOn, a.edition AS edition, a.runId AS runId,
       a.firstListedOn AS firstListedOn, a.endedAt AS endedAt, a.endedBy AS endedBy, a.endedReason AS endedReason
ORDER BY at DESC, id DESC
LIMIT $limit
