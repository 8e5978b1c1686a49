// Events, reports, custody, orders and exhibits that name a record, as far as these markings let see, with what would be
// left of each without it.
// @mode read
// @param recordId String
// @param visible List<String>
// @param names List<String>       in lower case
// @column id String
// @column label String
// @column links List<String>      as the node keeps them
// @column marking String
// @column ways List<String>       how the record is named: HELD, BY ...
// @column hidden List<String>     markings of links of the node that are not seen
// @column namesPerson Boolean     its free text holds a name
// @plan unique index on SourceRecord.id, then the person's links
MATCH (s:SourceRecord {id: $recordId})-[:DESCRIBES]->(p:Person)<-[r:MENTIONS|BY|WITH|HELD|MATCHED|BINDS|PROTECTS]-(x)
WHERE r.recordId = s.id AND r.marking IN $visible AND x.marking IN $visible
WITH x, collect(type(r)) AS ways
RETURN x.id AS id, labels(x)[0] AS label, coalesce(x.links, []) AS links, x.marking AS marking, ways,
       COLLECT { MATCH (x)-[other]-(y) WHERE NOT (other.marking IN $visible AND y.marking IN $visible) RETURN DISTINCT other.marking } AS hidden,
       any(name IN $names WHERE toLower(coalesce(x.text, '') + coalesce(x.conditions, '')) CONTAINS name) AS namesPerson
