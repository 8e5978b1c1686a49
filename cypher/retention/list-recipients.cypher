// Who was shown a fact, by the audit: for each reader when first and last, how often, by what. Entries that the caller
// may not see are not counted: who looked may be as secret as what was looked at.
// @mode read
// @timeout 60s
// @param query String      Lucene query made by us
// @param ids List<String>  the same ids
// @param visible List<String>
// @column subject String
// @column marking String
// @column firstAt DateTime
// @column lastAt DateTime
// @column times Integer
// @column operations List<String>
// @column exported Boolean       it left the service as a file
// @plan full-text index audit_entry_ids
CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()
CALL db.index.fulltext.queryNodes('audit_entry_ids', $query) YIELD node AS a
// An answer of which one field failed may still have shown the rest: ids hold what was shown. A reveal is of the victim's
// side, and is not told to who asks by the suspect's. Who asks for nothing but who received it received nothing.
WHERE a.marking IN $visible AND NOT a.operation CONTAINS 'eveal' AND NOT a.operation =~ '.*[{]( correctionNotices| recordCorrection)+ [}]' AND any(id IN a.ids WHERE id IN $ids)
WITH a, a.operation STARTS WITH 'GET ' OR a.operation CONTAINS 'export' OR a.action = 'DISCLOSURE' AS exported
RETURN a.subject AS subject, a.marking AS marking, min(a.at) AS firstAt, max(a.at) AS lastAt, count(a) AS times,
       collect(DISTINCT a.operation)[..20] AS operations, any(one IN collect(exported) WHERE one) AS exported
ORDER BY subject, marking
