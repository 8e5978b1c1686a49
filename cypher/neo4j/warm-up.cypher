// The first query a server answers costs it seconds (planner, class loading): this one is asked before it counts as ready.
// @mode read
// @timeout 60s
// @column level String
// @plan unique index on Marking.id
MATCH (m:Marking)
WHERE m.id IN ['OFFICIAL']
RETURN m.level AS level
ORDER BY level
LIMIT 1
