// Whether a record was erased, by its digest, whoever may see that; and whether it is gone, or held for some.
// @mode read
// @param recordId String
// @param standIn String
// @column gone Boolean
// @plan unique indexes on Erasure.id and SourceRecord.id
MATCH (e:Erasure {id: $standIn})
RETURN NOT EXISTS { MATCH (:SourceRecord {id: $recordId}) } AS gone
