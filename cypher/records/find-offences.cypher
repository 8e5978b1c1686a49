// Offences by id, with their type, place and number of witnesses.
// @mode read
// @param ids List<String>
// @param visible List<String>
// @column id String
// @column crimeNumber String?
// @column title String?
// @column typeCode String?
// @column reportedOn Date?
// @column reportedPrecision String?
// @column locationId String?
// @column witnesses Integer
// @column victimsHome Boolean  the place is the home of one of the victims
// @plan unique index on Offence.id
MATCH (o:Offence) WHERE o.id IN $ids AND o.marking IN $visible
OPTIONAL MATCH (o)-[c:CLASSED_AS]->(t:OffenceType) WHERE c.marking IN $visible
OPTIONAL MATCH (o)-[a:OCCURRED_AT]->(l:Location) WHERE a.marking IN $visible AND l.marking IN $visible
RETURN o.id AS id, o.crimeNumber AS crimeNumber, coalesce(t.title, o.statedTitle) AS title, t.code AS typeCode,
       o.reportedOn AS reportedOn, o.reportedPrecision AS reportedPrecision, l.id AS locationId,
       COUNT { MATCH (o)<-[w:WITNESS_TO]-(p:Person) WHERE w.marking IN $visible AND p.marking IN $visible AND w.endedOn IS NULL RETURN DISTINCT p } AS witnesses,
       EXISTS { MATCH (o)<-[v:VICTIM_OF]-(p:Person)-[h:LIVED_AT]->(l) WHERE v.marking IN $visible AND p.marking IN $visible } AS victimsHome
