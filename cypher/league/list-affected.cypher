// Whose line in a league these changes can have changed: the persons themselves, the suspects in what they are victims
// of, of the offences, and of what happened at the places. Not filtered by marking, since whoever a change has hidden
// must leave the table; the ids are keys to read again with, and nobody is shown them.
// @mode read
// @timeout 60s
// @param personIds List<String>    persons or their records
// @param offenceIds List<String>
// @param locationIds List<String>
// @param most Integer              one more than so many are answered at most
// @column personId String
// @plan unique indexes on SourceRecord.id, Person.id, Offence.id and Location.id
CALL () {
  CALL () {
    UNWIND $personIds AS id
    MATCH (p:Person {id: id})
    RETURN p
    UNION
    UNWIND $personIds AS id
    MATCH (:SourceRecord {id: id})-[:DESCRIBES]->(p:Person)
    RETURN p
  }
  CALL (p) {
    RETURN p AS someone
    UNION
    MATCH (p)-[:VICTIM_OF]->(:Offence)<-[:SUSPECT_IN]-(someone:Person)
    RETURN someone
  }
  RETURN someone
  UNION
  UNWIND $offenceIds AS id
  MATCH (:Offence {id: id})<-[:SUSPECT_IN]-(someone:Person)
  RETURN someone
  UNION
  UNWIND $locationIds AS id
  MATCH (:Location {id: id})<-[:OCCURRED_AT]-(:Offence)<-[:SUSPECT_IN]-(someone:Person)
  RETURN someone
}
RETURN someone.id AS personId
LIMIT $most + 1
