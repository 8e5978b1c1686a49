// A programme's current table as it was last kept: what it stood on, and its lines page by page.
// @mode read
// @timeout 120s
// @param programme String
// @column question String          what was asked
// @column editionDigest String
// @column versionIds List<String>    markings, and
// @column versionNumbers List<Integer>  how often something of each had changed
// @column from Date?
// @column to Date?
// @column lines Integer            of all pages together
// @column whole Boolean            whether the page is of this table
// @column personIds List<String>
// @column harmMicros List<Integer>
// @column victims List<Integer>
// @column offences List<Integer>
// @column unknownHarm List<Integer>
// @plan unique index on LeagueTable.id
MATCH (t:LeagueTable {id: $programme})
OPTIONAL MATCH (t)-[:HAS_PAGE]->(page)
WITH t, page ORDER BY page.number
RETURN t.question AS question, t.editionDigest AS editionDigest,
       t.versionIds AS versionIds, t.versionNumbers AS versionNumbers, t.from AS from, t.to AS to,
       t.lines AS lines, page IS NULL OR page.stamp = t.stamp AS whole,
       coalesce(page.personIds, []) AS personIds, coalesce(page.harmMicros, []) AS harmMicros,
       coalesce(page.victims, []) AS victims, coalesce(page.offences, []) AS offences,
       coalesce(page.unknownHarm, []) AS unknownHarm
