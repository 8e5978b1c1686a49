// Everything that rests on the records of one person, a row each: of other people only the ids of their records, to be
// replaced; of free text only that of which the person is the only subject. One person at a time, and only for a subject
// access request.
// @mode read
// @timeout 60s
// @param personId String
// @param visible List<String>
// @column kind String
// @column recordId String?     of the person, that the fact rests on
// @column importId String?
// @column marking String
// @column facts Map
// @column others List<String>  ids of other people's records
// @plan unique index on Person.id, then everything one hop away
MATCH (p:Person {id: $personId}) WHERE p.marking IN $visible
CALL (p) {
  MATCH (p)<-[d:DESCRIBES]-(s:SourceRecord) WHERE d.marking IN $visible AND s.marking IN $visible
  RETURN 'RECORD' AS kind, s.id AS recordId, s.importId AS importId, s.marking AS marking, [] AS others,
         s{.source, .asOf, .endedOn, .version, .givenNames, .familyName, .fullName, .aliases, .sex, .bornOn, .ethnicity, .nationalId, .address, .postcode, .phone, .email, .status, .warnings, .extra} AS facts
  UNION ALL
  MATCH (p)<-[d:DESCRIBES]-(s:SourceRecord)-[b:SUPERSEDES]->(v:RecordVersion)
  WHERE d.marking IN $visible AND s.marking IN $visible AND b.marking IN $visible AND v.marking IN $visible
  RETURN 'EARLIER_RECORD' AS kind, s.id AS recordId, v.importId AS importId, v.marking AS marking, [] AS others, v{.version, .asOf, .content} AS facts
  UNION ALL
  MATCH (p)-[r:SUSPECT_IN|VICTIM_OF|WITNESS_TO|REPORTED|OTHER_ROLE_IN]->(o:Offence) WHERE r.marking IN $visible AND o.marking IN $visible
  RETURN 'ROLE' AS kind, r.recordId AS recordId, r.importId AS importId, r.marking AS marking, [id IN [r.victimId] WHERE id IS NOT NULL] AS others,
         r{.status, .since, .relationship, .age, .endedOn, role: type(r), offence: o{.id, .crimeNumber, .statedTitle, .typeCode, .reportedOn, .occurredFrom, .occurredTo, .outcome}} AS facts
  UNION ALL
  MATCH (p)-[r:LIVED_AT]->(l:Location) WHERE r.marking IN $visible AND l.marking IN $visible
  RETURN 'RESIDENCE' AS kind, r.recordId AS recordId, r.importId AS importId, r.marking AS marking, [] AS others,
         r{.from, .to, .endedOn, place: l{.address, .postcode, .borough}} AS facts
  UNION ALL
  MATCH (p)-[r:USED]->(i:Identifier) WHERE r.marking IN $visible
  RETURN 'IDENTIFIER' AS kind, r.recordId AS recordId, r.importId AS importId, r.marking AS marking, [] AS others, r{.raw, .from, .to, .endedOn, kind: i.kind, value: i.value} AS facts
  UNION ALL
  MATCH (p)-[r:TIED_TO]-(q:Person) WHERE r.marking IN $visible AND q.marking IN $visible
  RETURN 'TIE' AS kind, CASE WHEN startNode(r) = p THEN r.recordId ELSE r.otherRecordId END AS recordId, r.importId AS importId, r.marking AS marking,
         [CASE WHEN startNode(r) = p THEN r.otherRecordId ELSE r.recordId END] AS others, r{.kind, .from, .to, .weight, .endedOn} AS facts
  UNION ALL
  MATCH (p)<-[r:MENTIONS|BY|WITH|HELD|MATCHED|BINDS|PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible
  WITH p, r, x, EXISTS { MATCH (x)-[:MENTIONS|BY|WITH|HELD|MATCHED|BINDS|PROTECTS]->(q:Person) WHERE q <> p } AS shared, COLLECT {
    MATCH (x)-[n:MENTIONS|BY|WITH|HELD|MATCHED|BINDS|PROTECTS]->(q:Person)
    WHERE q <> p AND n.marking IN $visible AND q.marking IN $visible
    RETURN DISTINCT n.recordId ORDER BY n.recordId
  } AS others
  RETURN CASE head(labels(x)) WHEN 'IntelligenceReport' THEN 'INTELLIGENCE' WHEN 'CustodyEpisode' THEN 'CUSTODY' ELSE toUpper(head(labels(x))) END AS kind,
         r.recordId AS recordId, x.importId AS importId, x.marking AS marking, others,
         x{.id, .kind, .asOf, .endedOn, .writtenAt, .sourceGrade, .informationGrade, .handling, .at, .durationSeconds, .arrestedAt, .releasedAt, .station, .outcome, .exhibit, .submittedOn, .resultOn, .result, .from, .to,
           way: type(r), text: CASE WHEN NOT shared THEN x.text END, conditions: CASE WHEN NOT shared THEN x.conditions END,
           textWithheld: size(others) > 0 AND coalesce(x.text, x.conditions) IS NOT NULL} AS facts
  UNION ALL
  MATCH (p)<-[d:DESCRIBES]-(s:SourceRecord)<-[r:ON]-(j:Judgement) WHERE d.marking IN $visible AND s.marking IN $visible AND j.marking IN $visible
  RETURN 'SAME_PERSON_DECISION' AS kind, s.id AS recordId, j.importId AS importId, j.marking AS marking,
         COLLECT { MATCH (j)-[:ON]->(t:SourceRecord) WHERE NOT EXISTS { (t)-[:DESCRIBES]->(p) } RETURN t.id } AS others, j{.verdict, .decidedOn} AS facts
  UNION ALL
  MATCH (p)<-[r:ADOPTS]-(a:Adoption) WHERE r.marking IN $visible AND a.marking IN $visible
  RETURN 'ADOPTION' AS kind, r.recordId AS recordId, null AS importId, a.marking AS marking, [] AS others, a{.programme, .status, .at, .reviewOn, .rank, .endedAt} AS facts
  UNION ALL
  MATCH (p)<-[r:DECIDES]-(d:RetentionDecision) WHERE r.marking IN $visible AND d.marking IN $visible
  RETURN 'RETENTION_DECISION' AS kind, r.recordId AS recordId, null AS importId, d.marking AS marking, [] AS others, d{.decision, .at, .reviewOn} AS facts
  UNION ALL
  MATCH (p)<-[r:RANKS]-(e:LeagueEntry)<-[h:HAS_ENTRY]-(run:LeagueRun) WHERE r.marking IN $visible AND e.marking IN $visible AND run.marking IN $visible AND h.marking IN $visible
  RETURN 'RANK' AS kind, r.recordId AS recordId, null AS importId, run.marking AS marking, [] AS others,
         e{.rank, .harmMicros, .offences, programme: run.programme, madeAt: run.madeAt, status: run.status} AS facts
}
RETURN kind, recordId, importId, marking, facts, others
ORDER BY kind, recordId, importId
