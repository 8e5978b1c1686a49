// Decisions on these people under every programme, newest first.
// @mode read
// @param personIds List<String>
// @param visible List<String>
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
// @plan unique index on Person.id
MATCH (a:Adoption)-[link:ADOPTS]->(p:Person)
WHERE p.id IN $personIds AND a.marking IN $visible AND link.marking IN $visible AND p.marking IN $visible
RETURN a.id AS id, a.programme AS programme, p.id AS personId, link.recordId AS recordId, a.status AS status,
       a.reason AS reason, a.reviewOn AS reviewOn, a.by AS by, a.team AS team, a.at AS at, a.rank AS rank,
       a.harmMicros AS harmMicros, a.listedOn AS listedOn, a.edition AS edition, a.runId AS runId,
       a.firstListedOn AS firstListedOn, a.endedAt AS endedAt, a.endedBy AS endedBy, a.endedReason AS endedReason
ORDER BY at DESC, id DESC
