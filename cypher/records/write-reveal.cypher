// Keeps that somebody was shown who a victim is; the same reveal again changes nothing. It follows the record when
// records are merged or parted.
// @mode write
// @param reveal {id: String, by: String, pseudonym: String, reason: String, at: DateTime, expiresAt: DateTime, marking: String}
// @param offenceId String
// @param personId String
// @param recordId String    by which the person is known as a victim
// @column id String
// @plan unique indexes on Offence.id, Person.id and VictimReveal.id
MATCH (o:Offence {id: $offenceId})
MATCH (p:Person {id: $personId})
MERGE (v:VictimReveal {id: $reveal.id})
SET v = $reveal
MERGE (v)-[of:OF]->(o)
SET of.marking = $reveal.marking
MERGE (v)-[r:REVEALS]->(p)
SET r.recordId = $recordId, r.marking = $reveal.marking
RETURN v.id AS id
