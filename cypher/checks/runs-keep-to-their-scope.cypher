// Nobody is listed in a run on an offence outside its programme, window or marking, as they were when it was made.
// @mode read
// @timeout 600s
// @column run String
// @column person String?
// @column offence String?
// @column outside String
// @plan all LeagueRun nodes, their entries and the offences these count
MATCH (r:LeagueRun)-[:HAS_ENTRY]->(e:LeagueEntry)-[c:COUNTS]->(o:Offence)
WITH r, e, o, CASE
  WHEN NOT coalesce(c.offenceMarking IN r.countedMarkings, false) THEN 'marking'
  WHEN r.types IS NOT NULL AND NOT coalesce(c.typeCode IN r.types, false) THEN 'programme'
  WHEN coalesce(c.status, 'NAMED') IN r.excludedStatuses THEN 'programme'
  WHEN NOT o.id IN e.weighedIds + e.unweighedIds THEN 'entry'
  WHEN r.allTime AND c.reportedOn > r.windowTo THEN 'window'
  WHEN NOT r.allTime AND NOT coalesce(c.reportedOn >= r.windowFrom AND c.reportedOn <= r.windowTo, false) THEN 'window'
END AS outside
WHERE outside IS NOT NULL
RETURN r.id AS run, e.personId AS person, o.id AS offence, outside
LIMIT 100
