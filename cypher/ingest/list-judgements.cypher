// Every decision that may merge or part persons: those at the base marking on records at the base marking.
// @mode read
// @timeout 60s
// @column one String
// @column two String
// @column verdict String
// @plan all Judgement nodes
MATCH (s:SourceRecord)<-[:ON]-(j:Judgement)-[:ON]->(t:SourceRecord)
WHERE s.id < t.id AND j.endedOn IS NULL AND j.marking = 'OFFICIAL' AND s.marking = 'OFFICIAL' AND t.marking = 'OFFICIAL'
RETURN s.id AS one, t.id AS two, j.verdict AS verdict
