// The totals of every frozen run can be recomputed from what it keeps: those of the listed from its entries, those of
// everybody ranked from its pages, and each entry from its offences.
// @mode read
// @timeout 600s
// @column run String
// @column total String
// @column stated Integer?
// @column recomputed Integer?
// @plan all LeagueRun nodes, their entries and pages
MATCH (r:LeagueRun {status: 'FROZEN'})
WITH r, COLLECT { MATCH (r)-[:HAS_ENTRY]->(e:LeagueEntry) RETURN e } AS entries,
     COLLECT { MATCH (r)-[:HAS_PAGE]->(page:LeagueRunPage) RETURN page } AS pages
WITH r, entries, pages, COLLECT {
  UNWIND entries AS e
  UNWIND range(0, size(e.weighedIds) - 1) AS i
  WITH DISTINCT e.weighedIds[i] AS offence, e.weighedMicros[i] AS micros
  RETURN micros
} AS weighed, COUNT {
  UNWIND entries AS e
  UNWIND e.weighedIds + e.unweighedIds AS offence
  RETURN DISTINCT offence
} AS offences
UNWIND [
  {total: 'suspects', stated: r.suspects, recomputed: size(entries)},
  {total: 'offences', stated: r.offences, recomputed: offences},
  {total: 'harmMicros', stated: r.harmMicros, recomputed: reduce(sum = 0, micros IN weighed | sum + micros)},
  {total: 'harmMicrosAttributed', stated: r.harmMicrosAttributed, recomputed: reduce(sum = 0, e IN entries | sum + e.harmMicros)},
  {total: 'allSuspects', stated: r.allSuspects, recomputed: reduce(sum = 0, page IN pages | sum + size(page.personIds))},
  {total: 'allHarmMicrosAttributed', stated: r.allHarmMicrosAttributed, recomputed: reduce(sum = 0, page IN pages | sum + reduce(part = 0, micros IN page.harmMicros | part + micros))}
] + [e IN entries | {total: 'entry ' + e.rank, stated: e.harmMicros, recomputed: reduce(sum = 0, micros IN e.weighedMicros | sum + micros)}]
  + [e IN entries | {total: 'offences of entry ' + e.rank, stated: e.offences, recomputed: size(e.weighedIds) + size(e.unweighedIds)}] AS line
WITH r, line WHERE coalesce(line.stated <> line.recomputed, true)
RETURN r.id AS run, line.total AS total, line.stated AS stated, line.recomputed AS recomputed
LIMIT 100
