// Keeps that a record was erased: by a digest under a key that is not in the database, never by its id, which stays only
// until every copy of it is gone, with the words that reasons are looked through for. Asked again it goes on where it was; the first date stands.
// @mode write
// @param erasure {id: String, keyCheck: String, marking: String, ground: String, reason: String, by: String, at: DateTime, erasedOn: Date}
// @param recordId String
// @param visible List<String>    what the eraser may see, until it is done
// @param held Boolean
// @param texts List<String>      ids of texts that still hold a name
// @param words String?          JSON
// @param decisionId String?
// @plan unique indexes on Erasure.id and RetentionDecision.id
MERGE (e:Erasure {id: $erasure.id})
ON CREATE SET e += $erasure, e.texts = $texts
SET e.recordId = $recordId, e.words = $words, e.scope = $visible, e.held = $held, e.step = 'COPIES', e.stepAt = $erasure.at
WITH e
MATCH (d:RetentionDecision {id: $decisionId})
MERGE (e)-[f:FOLLOWS]->(d)
SET f.marking = d.marking
