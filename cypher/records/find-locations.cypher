// Locations by id, and whether the place may only be shown by its postcode sector.
//
// WHICH HOMES ARE HIDDEN (one rule, in the same lines wherever a query finds places): a place where somebody who is
// protected (records/find-persons) lives or lived, or where a victim's record says so of a nominal, whoever else does; as is a place of the same address and postcode, since
// sources give one home several ids. Only persons, residences and places that the caller may see are judged.
// An offence's place is moreover hidden where one of its own victims lives: records/find-offences.
// @mode read
// @param ids List<String>
// @param visible List<String>
// @column id String
// @column marking String
// @column address String?
// @column postcode String?
// @column borough String?
// @column latitude Float?
// @column longitude Float?
// @column kind String?
// @column victimsHome Boolean  the home of somebody who is protected
// @plan unique index on Location.id, range index on Location.postcode
MATCH (l:Location) WHERE l.id IN $ids AND l.marking IN $visible
RETURN l.id AS id, l.marking AS marking, l.address AS address, l.postcode AS postcode, l.borough AS borough, l.latitude AS latitude,
       l.longitude AS longitude, l.kind AS kind,
       EXISTS {
         CALL (l) {
           RETURN l AS home
           UNION
           MATCH (home:Location) WHERE home.postcode = l.postcode AND toLower(home.address) = toLower(l.address) AND home.marking IN $visible
           RETURN home
         }
         MATCH (home)<-[h:LIVED_AT]-(p:Person) WHERE h.marking IN $visible AND p.marking IN $visible
         WITH p, h.recordId AS recordId
         WHERE (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible }
           AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
           OR (EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible }
           AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.recordId = recordId AND r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL })
         RETURN p
       } AS victimsHome
