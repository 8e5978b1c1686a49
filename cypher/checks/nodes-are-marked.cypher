// Every node that can be marked carries a marking that the store knows: one without is visible to nobody. Identifiers carry
// those of the rows that state them alone, or none.
// @mode read
// @timeout 600s
// @column labels List<String>
// @column id String?
// @column marking String?
// @plan every node of the labels listed
MATCH (m:Marking)
WITH collect(m.id) AS known
MATCH (n:Person|SourceRecord|RecordVersion|Offence|OffenceType|OffenceAlias|HarmEdition|Location|IntelligenceReport|Event|CustodyEpisode|Exhibit|Order|Judgement|Programme|ProgrammeVersion|LeagueTable|LeagueTablePage|LeagueRun|LeagueRunPage|LeagueEntry|Adoption|VictimReveal|MarkingChange|Source|ImportJob|AuditEntry|RetentionPolicy|RetentionDecision|SeriesDecision|Erasure|CorrectionNotice)
WHERE n.marking IS NULL OR NOT n.marking IN known
RETURN labels(n) AS labels, toString(n.id) AS id, n.marking AS marking
UNION
MATCH (m:Marking)
WITH collect(m.id) AS known
MATCH (n:Identifier|ImportJob)
UNWIND n.markings AS marking
WITH n, marking WHERE NOT marking IN known
RETURN labels(n) AS labels, n.id AS id, marking
LIMIT 100
