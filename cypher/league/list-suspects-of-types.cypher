// Suspects in offences of types whose weight changed. Not filtered by marking: the ids are keys to read again with, and
// nobody is shown them.
// @mode read
// @timeout 60s
// @param codes List<String>
// @param from Date?      first day of the window; null for all time
// @param most Integer    one more than so many are answered at most
// @column personId String
// @plan unique index on OffenceType.code, one hop to offences and suspects
MATCH (t:OffenceType)<-[:CLASSED_AS]-(o:Offence)<-[:SUSPECT_IN]-(p:Person)
WHERE t.code IN $codes AND ($from IS NULL OR o.reportedOn >= $from)
RETURN DISTINCT p.id AS personId
LIMIT $most + 1
