// Which of these offences are there to be seen.
// @mode read
// @param ids List<String>
// @param visible List<String>
// @column id String
// @plan unique index on Offence.id
MATCH (o:Offence) WHERE o.id IN $ids AND o.marking IN $visible
RETURN o.id AS id
