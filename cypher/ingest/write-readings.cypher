// Sets what is known of persons, read from their records.
// @mode write
// @timeout 60s
// @param rows List<{id: String, marking: String, names: List<String>?, sex: String?, bornOn: String?, ethnicity: String?, status: String?, warnings: List<String>?}>
// @plan unique index on Person.id
UNWIND $rows AS row
MATCH (p:Person {id: row.id})
SET p = row
