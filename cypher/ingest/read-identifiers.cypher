// Uses of identifiers as they stand, by owner, identifier and start.
// @mode read
// @timeout 60s
// @param keys List<{personId: String?, offenceId: String?, identifierId: String}>
// @column key String
// @column properties Map
// @plan unique index on Identifier.id, then its uses
UNWIND $keys AS key
MATCH (i:Identifier {id: key.identifierId})
CALL (i, key) {
  MATCH (:SourceRecord {id: key.personId})-[:DESCRIBES]->()-[r:USED]->(i)
  WHERE r.recordId = key.personId AND r.stated IS NULL
  RETURN r
  UNION
  MATCH (:Offence {id: key.offenceId})-[r:INVOLVED]->(i)
  WHERE coalesce(r.recordId, '') = coalesce(key.personId, '')
  RETURN r
}
RETURN DISTINCT coalesce(key.personId, '') + '|' + coalesce(key.offenceId, '') + '|' + i.id + '|' + coalesce(r.fromText, '') AS key,
       r{.*} AS properties
UNION
UNWIND $keys AS key
MATCH (i:Identifier {id: key.identifierId}) WHERE key.personId IS NULL AND key.offenceId IS NULL AND i.markings IS NOT NULL
RETURN DISTINCT '||' + i.id + '|' AS key, i{.markings} AS properties
