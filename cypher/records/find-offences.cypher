// Offences by id, with their type, place and number of witnesses. The home of an offence's victim is hidden in that offence
// even where the victim is a nominal elsewhere: the place and the suspect's relationship would name the victim. Any other
// hidden home (records/find-locations) is hidden here as well. As there, only what the caller may see is judged.
// @mode read
// @param ids List<String>
// @param visible List<String>
// @column id String
// @column marking String
// @column crimeNumber String?
// @column title String?
// @column statedTitle String?  as the source states it; it may say more than a title
// @column typeCode String?
// @column reportedOn Date?
// @column reportedPrecision String?
// @column endedOn Date?
// @column locationId String?
// @column witnesses Integer
// @column victimsHome Boolean  the place, or one of the same address, is the home of one of the victims
// @plan unique index on Offence.id
MATCH (o:Offence) WHERE o.id IN $ids AND o.marking IN $visible
OPTIONAL MATCH (o)-[c:CLASSED_AS]->(t:OffenceType) WHERE c.marking IN $visible
OPTIONAL MATCH (o)-[a:OCCURRED_AT]->(l:Location) WHERE a.marking IN $visible AND l.marking IN $visible
RETURN o.id AS id, o.marking AS marking, o.crimeNumber AS crimeNumber, t.title AS title, o.statedTitle AS statedTitle, t.code AS typeCode,
       o.reportedOn AS reportedOn, o.reportedPrecision AS reportedPrecision, o.endedOn AS endedOn, l.id AS locationId,
       COUNT { MATCH (o)<-[w:WITNESS_TO]-(p:Person) WHERE w.marking IN $visible AND p.marking IN $visible AND w.endedOn IS NULL RETURN DISTINCT p } AS witnesses,
       EXISTS {
         CALL (l) {
           RETURN l AS home
           UNION
           MATCH (home:Location) WHERE home.postcode = l.postcode AND toLower(home.address) = toLower(l.address) AND home.marking IN $visible
           RETURN home
         }
         MATCH (home)<-[h:LIVED_AT]-(p:Person) WHERE h.marking IN $visible AND p.marking IN $visible
           AND EXISTS { (p)-[r:VICTIM_OF]->(o) WHERE r.marking IN $visible }
       } AS victimsHome
