// Creates or refreshes offence types.
// @mode write
// @timeout 60s
// @param types List<{code: String, title: String, titleKey: String, group: String?, subgroup: String?, coding: String, countCode: String?}>
// @plan unique index on OffenceType.code
UNWIND $types AS type
MERGE (t:OffenceType {code: type.code})
SET t += type, t.marking = 'OFFICIAL'
