// To whom somebody was shown and what for, by the audit.
// @mode read
// @timeout 60s
// @param query String      Lucene query made by us
// @param ids List<String>  the same ids
// @param visible List<String>
// @column subject String
// @column roles List<String>
// @column purposes List<String>
// @column firstAt DateTime
// @column lastAt DateTime
// @column times Integer
// @plan full-text index audit_entry_ids
CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()
CALL db.index.fulltext.queryNodes('audit_entry_ids', $query) YIELD node AS a
WHERE a.marking IN $visible AND a.decision = 'ALLOWED' AND any(id IN a.ids WHERE id IN $ids)
WITH a.subject AS subject, collect(a.roles) AS given, collect(DISTINCT a.purpose)[..50] AS purposes,
     min(a.at) AS firstAt, max(a.at) AS lastAt, count(a) AS times
RETURN subject, COLLECT { UNWIND given AS some UNWIND some AS role RETURN DISTINCT role ORDER BY role } AS roles,
       purposes, firstAt, lastAt, times
ORDER BY subject
