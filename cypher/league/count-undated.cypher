// Offences that would count if they were dated inside the window, and those that may be in scope but for what is not
// known of their victims or suspects.
// @mode read
// @timeout 120s
// @param visible List<String>        marking ids that the programme may count
// @param types List<String>?
// @param victimSexes List<String>?
// @param from Date?                  first day of the window
// @param to Date?                    last day
// @column withoutDate Integer
// @plan every Offence without a whole date
MATCH (o:Offence)
WHERE o.marking IN $visible AND o.endedOn IS NULL
  AND (o.reportedOn IS NULL
    OR (o.reportedOn <> o.reportedTo AND (
      ($from IS NOT NULL AND o.reportedOn < $from AND o.reportedTo >= $from)
      OR ($to IS NOT NULL AND o.reportedOn <= $to AND o.reportedTo > $to))))
OPTIONAL MATCH (o)-[c:CLASSED_AS]->(t:OffenceType) WHERE c.marking IN $visible
WITH o, t WHERE $types IS NULL OR t.code IN $types
WITH o WHERE $victimSexes IS NULL OR EXISTS {
  MATCH (o)<-[r:VICTIM_OF]-(v:Person)
  WHERE r.marking IN $visible AND v.marking IN $visible AND r.endedOn IS NULL AND v.sex IN $victimSexes
}
RETURN count(o) AS withoutDate
