// Removes identifiers and homes that nothing leads to, and raises homes that only others may still see.
// @mode write
// @param gone List<{id: String, home: Boolean}>
// @param raised List<{id: String, marking: String}>  homes
// @plan unique indexes on Identifier.id and Location.id
CALL () {
  UNWIND $gone AS row
  OPTIONAL MATCH (i:Identifier {id: CASE WHEN row.home THEN null ELSE row.id END})
  OPTIONAL MATCH (l:Location {id: CASE WHEN row.home THEN row.id ELSE null END})
  DETACH DELETE i, l
}
CALL () {
  UNWIND $raised AS row
  MATCH (l:Location {id: row.id})
  SET l.marking = row.marking
}
