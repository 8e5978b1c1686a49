// Locations by id.
// @mode read
// @param ids List<String>
// @param visible List<String>
// @column id String
// @column address String?
// @column postcode String?
// @column borough String?
// @column latitude Float?
// @column longitude Float?
// @column kind String?
// @column victimsHome Boolean  somebody who is only a victim or witness lives there
// @plan unique index on Location.id
MATCH (l:Location) WHERE l.id IN $ids AND l.marking IN $visible
RETURN l.id AS id, l.address AS address, l.postcode AS postcode, l.borough AS borough, l.latitude AS latitude,
       l.longitude AS longitude, l.kind AS kind,
       EXISTS {
         MATCH (l)<-[:LIVED_AT]-(p:Person)-[v:VICTIM_OF|WITNESS_TO]->(:Offence)
       } AS victimsHome
