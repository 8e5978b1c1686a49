// Under which markings what bears these ids stands.
// @mode read
// @param ids List<String>
// @param visible List<String>
// @column id String
// @column markings List<String>
// @plan unique indexes on the ids of each label
MATCH (n:Person|SourceRecord|Offence|Location|Identifier|IntelligenceReport|Event|CustodyEpisode|Exhibit|Order|Judgement|Programme|LeagueTable|LeagueRun|LeagueEntry|Adoption|ImportJob|HarmEdition)
WHERE n.id IN $ids AND n.marking IN $visible
RETURN n.id AS id, collect(DISTINCT n.marking) AS markings
UNION
MATCH (n:AuditEntry)
WHERE n.hash IN $ids AND n.marking IN $visible
RETURN n.hash AS id, collect(DISTINCT n.marking) AS markings
