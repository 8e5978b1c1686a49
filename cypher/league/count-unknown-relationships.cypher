// Offences of a programme in the window that no suspect's known relationship to the victim puts in scope, but that may
// be: the suspect, or the relationship, is unknown. Counted beside the league, never in it.
// @mode read
// @timeout 120s
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
// @param allTime Boolean
// @param from Date?                  first day of the window
// @param to Date?                    last day
// @column offences Integer
// @plan range index on Offence.reportedOn, one hop to type, victims and suspects
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
WITH o WHERE ($victimSexes IS NULL AND $victimAgeFrom IS NULL AND $victimAgeTo IS NULL) OR EXISTS {
  MATCH (o)<-[r:VICTIM_OF]-(v:Person)
  WHERE r.marking IN $visible AND v.marking IN $visible AND r.endedOn IS NULL AND ($victimSexes IS NULL OR v.sex IN $victimSexes)
    AND ($victimAgeFrom IS NULL OR r.age >= $victimAgeFrom) AND ($victimAgeTo IS NULL OR r.age <= $victimAgeTo)
}
WITH COLLECT {
  MATCH (o)<-[s:SUSPECT_IN]-(p:Person)
  WHERE s.marking IN $visible AND p.marking IN $visible AND s.endedOn IS NULL
  RETURN coalesce(s.relationship, 'UNKNOWN')
} AS ties
WHERE NOT any(tie IN ties WHERE tie IN $relationships) AND (size(ties) = 0 OR 'UNKNOWN' IN ties)
RETURN count(*) AS offences
