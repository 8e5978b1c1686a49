// Places by id as an answer about links shows them, with all places of the same address and postcode, since sources give
// one home several ids. Whether somebody who is protected lives or lived there (records/find-locations) is asked of the
// compact copy of the graph (src/links/adjacency/Sight.ts): a hostel has seventy thousand residents.
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
// @column homes List<String>  this place and all of its address that the caller may see
// @plan unique index on Location.id, range index on Location.postcode
MATCH (l:Location) WHERE l.id IN $ids AND l.marking IN $visible
RETURN l.id AS id, l.marking AS marking, l.address AS address, l.postcode AS postcode, l.borough AS borough, l.latitude AS latitude,
       l.longitude AS longitude, l.kind AS kind,
       COLLECT {
         CALL (l) {
           RETURN l AS home
           UNION
           MATCH (home:Location) WHERE home.postcode = l.postcode AND toLower(home.address) = toLower(l.address) AND home.marking IN $visible
           RETURN home
         }
         RETURN home.id
       } AS homes
