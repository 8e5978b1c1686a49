// Suspects whose every status in an offence of a league's scope is one that the programme leaves out: they would count
// else.
// @mode read
// @timeout 300s
// @param visible List<String>        marking ids that the programme may count
// @param types List<String>?
// @param foundBy List<String>?       UNKNOWN for offences that do not say
// @param modusOperandi List<String>? any of them, in lower case
// @param boroughs List<String>?      in lower case
// @param historic Boolean?           false leaves out what occurred in an earlier year than it was reported
// @param relationships List<String>? of a suspect to the victim
// @param victimSexes List<String>?
// @param victimAgeFrom Integer?      years at the offence
// @param victimAgeTo Integer?
// @param suspectSexes List<String>?
// @param excludedStatuses List<String>
// @param statusesOn Date?            a later status is not known yet: it counts as NAMED
// @param allTime Boolean
// @param from Date?                  first day of the window
// @param to Date?                    last day
// @column personId String
// @column offenceId String
// @column status String              the first of those stated, by name
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
  AND ($foundBy IS NULL OR coalesce(o.foundBy, 'UNKNOWN') IN $foundBy)
  AND (coalesce($historic, true) OR o.reportedOn IS NULL OR o.occurredFrom IS NULL OR o.occurredFrom.year >= o.reportedOn.year)
  AND ($modusOperandi IS NULL OR any(way IN o.modusOperandi WHERE toLower(way) IN $modusOperandi))
  AND ($boroughs IS NULL OR EXISTS {
    MATCH (o)-[at:OCCURRED_AT]->(l:Location)
    WHERE at.marking IN $visible AND l.marking IN $visible AND at.endedOn IS NULL AND toLower(l.borough) IN $boroughs
  })
OPTIONAL MATCH (o)-[c:CLASSED_AS]->(t:OffenceType) WHERE c.marking IN $visible
WITH o, t WHERE $types IS NULL OR t.code IN $types
WITH o, t, COLLECT {
  MATCH (o)<-[r:VICTIM_OF]-(v:Person)
  WHERE r.marking IN $visible AND v.marking IN $visible AND r.endedOn IS NULL AND ($victimSexes IS NULL OR v.sex IN $victimSexes)
    AND ($victimAgeFrom IS NULL OR r.age >= $victimAgeFrom) AND ($victimAgeTo IS NULL OR r.age <= $victimAgeTo)
  RETURN DISTINCT v.id ORDER BY v.id
} AS victims
WHERE ($victimSexes IS NULL AND $victimAgeFrom IS NULL AND $victimAgeTo IS NULL) OR size(victims) > 0
MATCH (o)<-[s:SUSPECT_IN]-(p:Person)
WHERE s.marking IN $visible AND p.marking IN $visible AND s.endedOn IS NULL
  AND ($suspectSexes IS NULL OR p.sex IN $suspectSexes)
  AND ($relationships IS NULL OR s.relationship IN $relationships)
WITH p, o, collect(CASE WHEN s.since > $statusesOn THEN 'NAMED' ELSE coalesce(s.status, 'NAMED') END) AS statuses
WHERE all(status IN statuses WHERE status IN $excludedStatuses)
UNWIND statuses AS status
RETURN p.id AS personId, o.id AS offenceId, min(status) AS status
