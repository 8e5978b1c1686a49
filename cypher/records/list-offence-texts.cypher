// What sources wrote of offences in their own words. It may name victims: it leaves the service only scrubbed
// (src/access/victims/scrubbed).
// @mode read
// @param ids List<String>
// @param visible List<String>
// @column id String
// @column summary String?
// @column outcome String?
// @column modusOperandi List<String>
// @plan unique index on Offence.id
MATCH (o:Offence) WHERE o.id IN $ids AND o.marking IN $visible
RETURN o.id AS id, o.summary AS summary, o.outcome AS outcome, coalesce(o.modusOperandi, []) AS modusOperandi
