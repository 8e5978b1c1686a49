// Offences that would count if they were dated inside the window, and those that may be in scope but for what is not
// known of their victims or suspects.
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
// @param from Date?                  first day of the window
// @param to Date?                    last day
// @column withoutDate Integer
// @plan every Offence without a whole date
MATCH (o:Offence)
WHERE o.reportedOn IS NULL
  OR (o.reportedOn <> o.reportedTo AND (
    ($from IS NOT NULL AND o.reportedOn < $from AND o.reportedTo >= $from)
    OR ($to IS NOT NULL AND o.reportedOn <= $to AND o.reportedTo > $to)))
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
WITH o WHERE ($victimSexes IS NULL AND $victimAgeFrom IS NULL AND $victimAgeTo IS NULL) OR EXISTS {
  MATCH (o)<-[r:VICTIM_OF]-(v:Person)
  WHERE r.marking IN $visible AND v.marking IN $visible AND r.endedOn IS NULL AND ($victimSexes IS NULL OR v.sex IN $victimSexes)
    AND ($victimAgeFrom IS NULL OR r.age >= $victimAgeFrom) AND ($victimAgeTo IS NULL OR r.age <= $victimAgeTo)
}
RETURN count(o) AS withoutDate
