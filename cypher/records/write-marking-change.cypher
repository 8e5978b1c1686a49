// Keeps who set a marking, when and why. It carries what covers the marking before and after.
// @mode write
// @param change {id: String, subject: String, kind: String, from: String, to: String, reason: String, by: String, at: DateTime, marking: String}
// @plan unique index on MarkingChange.id
CREATE (c:MarkingChange)
SET c = $change
