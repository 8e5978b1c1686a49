// Creates the markings that are not there yet, with version 0.
// @mode write
// @param markings List<{id: String, level: String, compartments: List<String>}>
// @plan unique index on Marking.id
UNWIND $markings AS marking
MERGE (m:Marking {id: marking.id})
ON CREATE SET m.level = marking.level, m.compartments = marking.compartments, m.version = 0
