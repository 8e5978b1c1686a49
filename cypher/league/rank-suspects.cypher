// Ranks every suspect of a programme by the harm days of the allegations against them, with distinct victims and
// offences. Unknown harm adds nothing and is counted beside.
// @mode read
// @timeout 120s
// @param visible List<String>        marking ids that the programme may count
// @param types List<String>?
// @param victimSexes List<String>?
// @param suspectSexes List<String>?
// @param excludedStatuses List<String>
// @param allTime Boolean
// @param from Date?                  first day of the window
// @param to Date?                    last day
// @param weights Map                 millionths of a day by "code|folded title" and "code|"
// @column personId String
// @column harmMicros Integer         millionths of a day
// @column offences Integer
// @column victims Integer
// @column unknownHarm Integer        offences without a weight
// @plan range index on Offence.reportedOn (all-time: every Offence), one hop to type, victims and suspects
CALL () {
  WITH 1 AS once WHERE NOT $allTime
  MATCH (o:Offence)
  WHERE o.reportedOn >= $from AND o.reportedOn <= $to AND o.reportedTo <= $to
  RETURN o
  UNION ALL
  WITH 1 AS once WHERE $allTime
  MATCH (o:Offence)
  WHERE o.reportedOn IS NULL OR $to IS NULL OR o.reportedOn <= $to
  RETURN o
}
WITH o WHERE o.marking IN $visible AND o.endedOn IS NULL
OPTIONAL MATCH (o)-[c:CLASSED_AS]->(t:OffenceType) WHERE c.marking IN $visible
WITH o, t WHERE $types IS NULL OR t.code IN $types
WITH o, t, COLLECT {
  MATCH (o)<-[r:VICTIM_OF]-(v:Person)
  WHERE r.marking IN $visible AND v.marking IN $visible AND r.endedOn IS NULL AND ($victimSexes IS NULL OR v.sex IN $victimSexes)
  RETURN DISTINCT v.id
} AS victims
WHERE $victimSexes IS NULL OR size(victims) > 0
MATCH (o)<-[s:SUSPECT_IN]-(p:Person)
WHERE s.marking IN $visible AND p.marking IN $visible AND s.endedOn IS NULL
  AND NOT coalesce(s.status, 'NAMED') IN $excludedStatuses
  AND ($suspectSexes IS NULL OR p.sex IN $suspectSexes)
WITH DISTINCT p, o, coalesce($weights[t.code + '|' + o.titleKey], $weights[t.code + '|']) AS micros, victims
WITH p, coalesce(sum(micros), 0) AS harmMicros, count(o) AS offences,
     count(CASE WHEN micros IS NULL THEN 1 END) AS unknownHarm, collect(victims) AS lists
WITH p.id AS personId, harmMicros, offences, unknownHarm,
     size(COLLECT { UNWIND lists AS list UNWIND list AS victim WITH victim WHERE victim <> p.id RETURN DISTINCT victim }) AS victims
RETURN personId, harmMicros, offences, victims, unknownHarm
ORDER BY harmMicros DESC, victims DESC, offences DESC, personId
