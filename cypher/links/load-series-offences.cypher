// Every offence that stands and that these markings let see, as series are looked for in: when, where, how, on whom and by
// whom; where there are too many, those reported last. Persons are for telling who is the same and are never shown; nothing here may leave the service as it is.
// @mode read
// @timeout 300s
// @param visible List<String>
// @param most Integer
// @column id String
// @column marking String
// @column occurredFrom String?
// @column occurredFromPrecision String?
// @column occurredTo String?
// @column occurredToPrecision String?
// @column reportedOn String?
// @column reportedTo String?
// @column modusOperandi List<String>
// @column type String?
// @column source String?        of the place: planes of two sources are not one
// @column placeMarkings List<String>  of the place and its link
// @column placeKind String?
// @column latitude Float?
// @column longitude Float?
// @column x Float?
// @column y Float?
// @column home Boolean          a home that is hidden where the offence is shown (records/find-locations, records/find-offences), and no other: who compares the two must learn nothing
// @column suspects List<{id: String, markings: List<String>, relationship: String?}>  a row for each role, with the markings of role and person
// @column victims List<{id: String, age: Integer?}>
// @plan every Offence, one hop to type, place, suspects and victims; range index on Location.postcode
MATCH (o:Offence) WHERE o.marking IN $visible AND o.endedOn IS NULL
WITH o ORDER BY coalesce(toString(o.reportedOn), '') DESC, o.id LIMIT $most
OPTIONAL MATCH (o)-[at:OCCURRED_AT]->(l:Location) WHERE at.marking IN $visible AND l.marking IN $visible AND at.endedOn IS NULL
OPTIONAL MATCH (o)-[c:CLASSED_AS]->(t:OffenceType) WHERE c.marking IN $visible
RETURN o.id AS id, o.marking AS marking, toString(o.occurredFrom) AS occurredFrom, o.occurredFromPrecision AS occurredFromPrecision,
       toString(o.occurredTo) AS occurredTo, o.occurredToPrecision AS occurredToPrecision,
       toString(o.reportedOn) AS reportedOn, toString(o.reportedTo) AS reportedTo,
       coalesce(o.modusOperandi, []) AS modusOperandi, coalesce(t.code, o.statedCode, o.titleKey, o.statedTitle) AS type,
       l.source AS source, [m IN [at.marking, l.marking] WHERE m IS NOT NULL] AS placeMarkings, l.kind AS placeKind, l.latitude AS latitude, l.longitude AS longitude, l.x AS x, l.y AS y,
       l IS NOT NULL AND EXISTS {
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
           OR EXISTS { (p)-[r:VICTIM_OF]->(o) WHERE r.marking IN $visible }
         RETURN p
       } AS home,
       COLLECT {
         MATCH (o)<-[r:SUSPECT_IN]-(p:Person)
         WHERE r.marking IN $visible AND p.marking IN $visible AND r.endedOn IS NULL AND NOT coalesce(r.status, 'NAMED') IN ['ELIMINATED', 'ACQUITTED']
         RETURN {id: p.id, markings: [r.marking, p.marking], relationship: r.relationship} ORDER BY p.id, r.marking
       } AS suspects,
       COLLECT {
         MATCH (o)<-[r:VICTIM_OF]-(p:Person) WHERE r.marking IN $visible AND p.marking IN $visible AND r.endedOn IS NULL
         WITH p.id AS id, max(r.age) AS age ORDER BY id
         RETURN {id: id, age: age}
       } AS victims
ORDER BY id
