// What is known of the offences in a window that are, or for want of a type may be, of a programme's types; by the
// borough of the place and the group of the type, null where that is unknown. No other filter of the programme is asked:
// an offence fails one as easily for what is not known as for what is.
// @mode read
// @timeout 120s
// @param visible List<String>        marking ids that the programme may count
// @param types List<String>?
// @param allTime Boolean
// @param from Date?                  first day of the window
// @param to Date?                    last day
// @param firm Map                    by "code|folded title" and "code|": whether the weight is not provisional
// @column borough String?
// @column offenceGroup String?
// @column offences Integer
// @column suspect Integer
// @column type Integer
// @column weight Integer
// @column place Integer
// @column victim Integer
// @plan range index on Offence.reportedOn (all-time: every Offence), one hop to type, place, suspects and victims
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
WITH o, t WHERE $types IS NULL OR t IS NULL OR t.code IN $types
WITH o, t, COLLECT {
  MATCH (o)-[at:OCCURRED_AT]->(l:Location)
  WHERE at.marking IN $visible AND l.marking IN $visible AND at.endedOn IS NULL
  RETURN l.borough
} AS boroughs
WITH t, boroughs, coalesce($firm[t.code + '|' + o.titleKey], $firm[t.code + '|'], false) AS firm,
  EXISTS {
    MATCH (o)<-[s:SUSPECT_IN]-(p:Person)
    WHERE s.marking IN $visible AND p.marking IN $visible AND s.endedOn IS NULL
  } AS suspect,
  EXISTS {
    MATCH (o)<-[r:VICTIM_OF]-(v:Person)
    WHERE r.marking IN $visible AND v.marking IN $visible AND r.endedOn IS NULL
  } AS victim
RETURN [b IN boroughs WHERE b IS NOT NULL][0] AS borough, t.group AS offenceGroup, count(*) AS offences,
       count(CASE WHEN suspect THEN 1 END) AS suspect, count(t) AS type,
       count(CASE WHEN firm THEN 1 END) AS weight,
       count(CASE WHEN size(boroughs) > 0 THEN 1 END) AS place, count(CASE WHEN victim THEN 1 END) AS victim
