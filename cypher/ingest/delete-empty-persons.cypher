// Removes persons that no record describes any more.
// @mode write
// @param ids List<String>
// @plan unique index on Person.id
UNWIND $ids AS id
MATCH (p:Person {id: id}) WHERE NOT EXISTS { (p)<-[:DESCRIBES]-(:SourceRecord) }
DELETE p
