// Removes identifiers and homes that nothing leads to, and raises those that only others may still see.
// @mode write
// @param gone List<{id: String, home: Boolean}>
// @param raised List<{id: String, home: Boolean, marking: String}>
// @plan unique indexes on Identifier.id and Location.id
CALL () {
  UNWIND $gone AS row
  OPTIONAL MATCH (i:Identifier {id: CASE WHEN row.home THEN null ELSE row.id END})
  OPTIONAL MATCH (l:Location {id: CASE WHEN row.home THEN row.id ELSE null END})
  DETACH DELETE i, l
}
CALL () {
  UNWIND $raised AS row
  OPTIONAL MATCH (i:Identifier {id: CASE WHEN row.home THEN null ELSE row.id END})
  OPTIONAL MATCH (l:Location {id: CASE WHEN row.home THEN row.id ELSE null END})
  SET i.marking = row.marking, l.marking = row.marking
}
