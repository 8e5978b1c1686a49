// Totals over every offence in a programme's scope and window, listed or not, with what is not known.
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
// @param weights Map                 millionths of a day by "code|folded title" and "code|"
// @column offences Integer
// @column harmMicros Integer
// @column victims Integer
// @column unknownHarm Integer
// @column withoutSuspect Integer
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
  AND ($relationships IS NULL OR EXISTS {
    MATCH (o)<-[s:SUSPECT_IN]-(p:Person)
    WHERE s.marking IN $visible AND p.marking IN $visible AND s.endedOn IS NULL AND s.relationship IN $relationships
  })
OPTIONAL MATCH (o)-[c:CLASSED_AS]->(t:OffenceType) WHERE c.marking IN $visible
WITH o, t WHERE $types IS NULL OR t.code IN $types
WITH o, t, COLLECT {
  MATCH (o)<-[r:VICTIM_OF]-(v:Person)
  WHERE r.marking IN $visible AND v.marking IN $visible AND r.endedOn IS NULL AND ($victimSexes IS NULL OR v.sex IN $victimSexes)
    AND ($victimAgeFrom IS NULL OR r.age >= $victimAgeFrom) AND ($victimAgeTo IS NULL OR r.age <= $victimAgeTo)
  RETURN DISTINCT v
} AS victims
WHERE ($victimSexes IS NULL AND $victimAgeFrom IS NULL AND $victimAgeTo IS NULL) OR size(victims) > 0
WITH coalesce($weights[t.code + '|' + o.titleKey], $weights[t.code + '|']) AS micros, victims, COLLECT {
  MATCH (o)<-[s:SUSPECT_IN]-(p:Person)
  WHERE s.marking IN $visible AND p.marking IN $visible AND s.endedOn IS NULL
  RETURN CASE WHEN NOT CASE WHEN s.since > $statusesOn THEN 'NAMED' ELSE coalesce(s.status, 'NAMED') END IN $excludedStatuses THEN p END
} AS suspects
WITH micros, victims, size(suspects) = 0 AS withoutSuspect, [p IN suspects WHERE p IS NOT NULL] AS counting
// A row for each victim, and one where there is none: what is the offence's own is counted on the first.
UNWIND range(0, CASE size(victims) WHEN 0 THEN 0 ELSE size(victims) - 1 END) AS nth
RETURN count(CASE WHEN nth = 0 THEN 1 END) AS offences,
       coalesce(sum(CASE WHEN nth = 0 THEN micros END), 0) AS harmMicros,
       count(CASE WHEN nth = 0 AND micros IS NULL THEN 1 END) AS unknownHarm,
       count(CASE WHEN nth = 0 AND withoutSuspect THEN 1 END) AS withoutSuspect,
       count(DISTINCT CASE WHEN size(counting) = 0 OR any(p IN counting WHERE p <> victims[nth]) THEN victims[nth] END) AS victims
