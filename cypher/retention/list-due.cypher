// Nominals whose review is due, by the day since when: the group they fall in and why, the newest fact about them, and
// earlier decisions. Only what the caller may see is judged, so that a hidden fact neither puts off nor brings on a
// review. Who is protected (records/find-persons) is not listed; nor is who is in custody, where the policy says so. An
// unknown day is no day: a fact without one is counted, and who has none at all is listed last, as unknown.
// @mode read
// @timeout 120s
// @param visible List<String>
// @param groups List<{id: String, months: Integer, rest: Boolean, codes: Map?, statuses: List<String>?, orders: List<String>}>  in order; the first that fits counts
// @param keepInCustody Boolean
// @param before Date               due on this day or earlier
// @param group String?
// @param personId String?          this person only
// @param after {dueOn: Date, personId: String}?
// @param limit Integer
// @column personId String
// @column groupId String
// @column cause {offenceId: String, typeCode: String?, status: String}?  first role that puts the person there
// @column causeOrder String?       else the kind of order
// @column lastFact {on: Date, kind: String, id: String}?
// @column undated Integer          facts whose day is unknown
// @column dueOn Date?              null where no fact has a day
// @column sortOn Date
// @column heldOn Date?             since when what others see is erased
// @column markings List<String>    of everything that was judged
// @column recordIds List<String>
// @column decisions List<{id: String, decision: String, reason: String, reviewOn: Date?, by: String, at: DateTime}>  newest first
// @plan all Person nodes, or the unique index on Person.id for one; some hops each
CALL () {
  WITH 1 AS once WHERE $personId IS NOT NULL
  MATCH (p:Person {id: $personId}) RETURN p
  UNION ALL
  WITH 1 AS once WHERE $personId IS NULL
  MATCH (p:Person) RETURN p
}
WITH p WHERE p.marking IN $visible
  AND NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible }
    AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
  AND NOT ($keepInCustody AND coalesce(p.status = 'IN_CUSTODY', false))
WITH p, COLLECT {
  MATCH (p)<-[d:DESCRIBES]-(s:SourceRecord) WHERE d.marking IN $visible AND s.marking IN $visible
  RETURN s ORDER BY s.id
} AS records
WHERE size(records) > 0
WITH p, records, COLLECT {
  MATCH (p)-[r:SUSPECT_IN]->(o:Offence)
  WHERE r.marking IN $visible AND o.marking IN $visible AND r.endedOn IS NULL AND o.endedOn IS NULL
  OPTIONAL MATCH (o)-[c:CLASSED_AS]->(t:OffenceType) WHERE c.marking IN $visible
  RETURN {offenceId: o.id, typeCode: t.code, status: coalesce(r.status, 'NAMED'), on: o.reportedTo, markings: [r.marking, o.marking]}
  ORDER BY o.id
} AS roles, COLLECT {
  MATCH (p)<-[b:BINDS]-(o:Order)
  WHERE b.marking IN $visible AND o.marking IN $visible AND b.endedOn IS NULL AND o.endedOn IS NULL
  RETURN {id: o.id, kind: coalesce(o.kind, 'UNKNOWN'), on: coalesce(o.to, o.from), markings: [b.marking, o.marking]} ORDER BY o.id
} AS orders, COLLECT {
  MATCH (p)<-[h:HELD]-(c:CustodyEpisode)
  WHERE h.marking IN $visible AND c.marking IN $visible AND h.endedOn IS NULL AND c.endedOn IS NULL
  RETURN {id: c.id, on: date(coalesce(c.releasedAt, c.arrestedAt)), markings: [h.marking, c.marking]} ORDER BY c.id
} AS held, COLLECT {
  MATCH (p)<-[m:MENTIONS]-(i:IntelligenceReport)
  WHERE m.marking IN $visible AND i.marking IN $visible AND m.endedOn IS NULL AND i.endedOn IS NULL
  RETURN {id: i.id, on: date(i.writtenAt), markings: [m.marking, i.marking]} ORDER BY i.id
} AS reports
WITH p, records, roles, orders,
     [f IN roles | {on: f.on, kind: 'OFFENCE', id: f.offenceId, markings: f.markings}]
     + [f IN held | {on: f.on, kind: 'CUSTODY', id: f.id, markings: f.markings}]
     + [f IN reports | {on: f.on, kind: 'INTELLIGENCE', id: f.id, markings: f.markings}]
     + [f IN orders | {on: f.on, kind: 'ORDER', id: f.id, markings: f.markings}] AS facts,
     head([g IN $groups WHERE g.rest
       OR any(role IN roles WHERE (g.codes IS NOT NULL OR g.statuses IS NOT NULL)
         AND (g.codes IS NULL OR coalesce(g.codes[role.typeCode], false)) AND (g.statuses IS NULL OR role.status IN g.statuses))
       OR any(o IN orders WHERE o.kind IN g.orders)]) AS g
WHERE $group IS NULL OR g.id = $group
WITH p, records, facts, g,
     head([role IN roles WHERE NOT g.rest AND (g.codes IS NOT NULL OR g.statuses IS NOT NULL)
         AND (g.codes IS NULL OR coalesce(g.codes[role.typeCode], false)) AND (g.statuses IS NULL OR role.status IN g.statuses)
       | {offenceId: role.offenceId, typeCode: role.typeCode, status: role.status}]) AS cause,
     head([o IN orders WHERE o.kind IN g.orders | o.kind]) AS causeOrder,
     reduce(newest = null, f IN facts | CASE
       WHEN f.on IS NOT NULL AND (newest IS NULL OR f.on > newest.on) THEN f ELSE newest END) AS newest,
     [s IN records WHERE s.heldOn IS NOT NULL | s.heldOn][0] AS heldOn,
     COLLECT {
       MATCH (d:RetentionDecision)-[l:DECIDES]->(p) WHERE d.marking IN $visible AND l.marking IN $visible
       RETURN d{.id, .decision, .reason, .reviewOn, .by, .at} ORDER BY d.at DESC, d.id DESC
     } AS decisions
WITH p, records, facts, g, cause, causeOrder, newest, heldOn, decisions, decisions[0] AS last,
     newest.on + duration({months: g.months}) AS byFacts
WITH p, records, facts, g, cause, causeOrder, newest, heldOn, decisions,
     CASE
       WHEN heldOn IS NOT NULL THEN heldOn
       WHEN coalesce(last.decision, '') <> 'KEEP' THEN byFacts
       WHEN newest.on > date(last.at) AND byFacts > last.reviewOn THEN byFacts
       ELSE last.reviewOn
     END AS dueOn
WITH p, records, facts, g, cause, causeOrder, newest, heldOn, decisions, dueOn, coalesce(dueOn, date('9999-12-31')) AS sortOn
WHERE (dueOn IS NULL OR dueOn <= $before OR $personId IS NOT NULL)
  AND ($after IS NULL OR sortOn > $after.dueOn OR (sortOn = $after.dueOn AND p.id > $after.personId))
WITH * ORDER BY sortOn, p.id LIMIT $limit
RETURN p.id AS personId, g.id AS groupId, cause, causeOrder,
       CASE WHEN newest IS NULL THEN null ELSE {on: newest.on, kind: newest.kind, id: newest.id} END AS lastFact,
       size([f IN facts WHERE f.on IS NULL]) AS undated, dueOn, sortOn, heldOn,
       reduce(all = [p.marking], f IN facts | all + f.markings) AS markings, COLLECT {
         UNWIND records AS s
         WITH s, s.id AS recordId
         WHERE recordId = p.id OR NOT (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
           AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
         RETURN recordId
       } AS recordIds, decisions
ORDER BY sortOn, personId
