// The newest day on which a visible offence was reported.
// @mode read
// @param visible List<String>
// @column asOf Date
// @plan range index on Offence.reportedOn, read backwards
MATCH (o:Offence)
WHERE o.reportedOn IS NOT NULL AND o.reportedPrecision IN ['DAY', 'TIME'] AND o.marking IN $visible
RETURN o.reportedOn AS asOf
ORDER BY o.reportedOn DESC
LIMIT 1
