// Ranks, adoptions and review decisions that cite a record go to the person whom another record of it still describes;
// where there is none, links to ranks and decisions end, and adoptions, which are about the person, go.
// @mode write
// @param recordId String
// @param heir String?      person who is left
// @param visible List<String>
// @column marking String
// @plan unique index on SourceRecord.id, then the person's links
MATCH (s:SourceRecord {id: $recordId})-[:DESCRIBES]->(p:Person)
MATCH (p)<-[r:RANKS|ADOPTS|DECIDES]-(x)
WHERE r.recordId = s.id AND r.marking IN $visible AND x.marking IN $visible
OPTIONAL MATCH (heir:Person {id: $heir})
WITH r, x, heir, r.marking AS marking
CALL (r, x, heir) {
  WITH r, x, heir WHERE heir IS NOT NULL
  CREATE (x)-[n:$(type(r))]->(heir)
  SET n = properties(r), n.recordId = heir.id
}
WITH r, marking, CASE WHEN heir IS NULL AND x:Adoption THEN x END AS gone
DELETE r
WITH marking, gone
DETACH DELETE gone
RETURN DISTINCT marking
