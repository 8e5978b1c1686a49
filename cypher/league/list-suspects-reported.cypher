// Suspects in offences that a moved window takes in or leaves out. Not filtered by marking: the ids are keys to read
// again with, and nobody is shown them.
// @mode read
// @timeout 60s
// @param firstFrom Date?  the earlier first day of the windows; null for all time
// @param lastFrom Date?   the later first day
// @param firstTo Date     the earlier last day
// @param lastTo Date      the later last day
// @param most Integer     one more than so many are answered at most
// @column personId String
// @plan range indexes on Offence.reportedOn and Offence.reportedTo
CALL () {
  MATCH (o:Offence) WHERE o.reportedOn >= $firstFrom AND o.reportedOn < $lastFrom
  RETURN o
  UNION
  MATCH (o:Offence) WHERE o.reportedOn > $firstTo AND o.reportedOn <= $lastTo
  RETURN o
  UNION
  MATCH (o:Offence) WHERE o.reportedTo > $firstTo AND o.reportedTo <= $lastTo
  RETURN o
}
MATCH (o)<-[:SUSPECT_IN]-(p:Person)
RETURN DISTINCT p.id AS personId
LIMIT $most + 1
