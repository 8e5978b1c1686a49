// Creates or refreshes an edition and takes away the weights it had.
// @mode write
// @timeout 60s
// @param edition {id: String, name: String, publisher: String, date: String, unit: String, licence: String, source: String, complete: Boolean, digest: String}
// @plan unique index on HarmEdition.id
MERGE (e:HarmEdition {id: $edition.id})
SET e += $edition, e.marking = 'OFFICIAL'
WITH e
OPTIONAL MATCH (:OffenceType)-[w:WEIGHS]->(e)
DELETE w
