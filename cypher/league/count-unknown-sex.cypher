// Offences of a programme's types in the window that no victim's known sex puts in scope: the sex of a victim, or the
// victim, is unknown. Counted beside the league, never in it.
// @mode read
// @timeout 120s
// @param visible List<String>        marking ids that the programme may count
// @param types List<String>?
// @param victimSexes List<String>?
// @param allTime Boolean
// @param from Date?                  first day of the window
// @param to Date?                    last day
// @column offences Integer
// @plan range index on Offence.reportedOn, one hop to type and victims
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
WITH o WHERE $victimSexes IS NOT NULL
WITH o, COLLECT {
  MATCH (o)<-[r:VICTIM_OF]-(v:Person)
  WHERE r.marking IN $visible AND v.marking IN $visible AND r.endedOn IS NULL
  RETURN coalesce(v.sex, '?')
} AS sexes
WHERE NOT any(sex IN sexes WHERE sex IN $victimSexes) AND (size(sexes) = 0 OR '?' IN sexes)
RETURN count(o) AS offences
