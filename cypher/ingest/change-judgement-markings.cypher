// Carries changed markings of records to the decisions on them.
// @mode write
// @timeout 60s
// @param recordIds List<String>
// @param joins Map  least upper bound by 'a|b'
// @column marking String  markings that were touched
// @plan unique index on SourceRecord.id, then the record's judgements
MATCH (s:SourceRecord)<-[:ON]-(j:Judgement) WHERE s.id IN $recordIds
WITH DISTINCT j
MATCH (one:SourceRecord)<-[a:ON]-(j)-[b:ON]->(two:SourceRecord) WHERE one.id < two.id
WITH j, a, b, j.marking AS before, $joins[$joins[j.rowMarking + '|' + one.marking] + '|' + two.marking] AS after
SET j.marking = after, a.marking = after, b.marking = after
WITH before, after
UNWIND [before, after] AS marking
RETURN DISTINCT marking
