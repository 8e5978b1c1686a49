// Under which markings what bears these ids stands: an identifier under those of its uses, a role (record|offence|type) under
// its own, an import under those of its rows.
// @mode read
// @param ids List<String>
// @param visible List<String>
// @column id String
// @column markings List<String>
// @plan unique indexes on the ids of each label
MATCH (n:Person|SourceRecord|Offence|Location|IntelligenceReport|Event|CustodyEpisode|Exhibit|Order|Judgement|Programme|LeagueTable|LeagueRun|LeagueEntry|Adoption|HarmEdition|VictimReveal|MarkingChange|RetentionDecision|SeriesDecision|Erasure|CorrectionNotice)
WHERE n.id IN $ids AND n.marking IN $visible
RETURN n.id AS id, collect(DISTINCT n.marking) AS markings
UNION
MATCH (n:AuditEntry)
WHERE n.hash IN $ids AND n.marking IN $visible
RETURN n.hash AS id, collect(DISTINCT n.marking) AS markings
UNION
MATCH (i:Identifier) WHERE i.id IN $ids
OPTIONAL MATCH (i)<-[u:USED|INVOLVED|BY|WITH]-(x) WHERE u.marking IN $visible AND x.marking IN $visible
WITH i, collect(DISTINCT u.marking) AS uses, collect(DISTINCT x.marking) AS users
RETURN i.id AS id, uses + users + [m IN coalesce(i.markings, []) WHERE m IN $visible] AS markings
UNION
MATCH (j:ImportJob) WHERE j.id IN $ids
RETURN j.id AS id, [m IN coalesce(j.markings, []) WHERE m IN $visible] AS markings
UNION
UNWIND [id IN $ids WHERE size(split(id, '|')) = 3] AS id
WITH id, split(id, '|') AS parts
MATCH (s:SourceRecord {id: parts[0]})-[:DESCRIBES]->(:Person)-[r]->(:Offence {id: parts[1]})
WHERE r.recordId = s.id AND type(r) = parts[2] AND r.marking IN $visible
RETURN id, collect(DISTINCT r.marking) AS markings
