// Every relationship that can be marked carries a marking that the store knows.
// @mode read
// @timeout 600s
// @column link String
// @column from String?
// @column to String?
// @column marking String?
// @plan every relationship of the types listed
MATCH (m:Marking)
WITH collect(m.id) AS known
MATCH (a)-[r:DESCRIBES|SUPERSEDES|CLASSED_AS|WEIGHS|OCCURRED_AT|SUSPECT_IN|VICTIM_OF|WITNESS_TO|REPORTED|OTHER_ROLE_IN|LIVED_AT|USED|INVOLVED|TIED_TO|MENTIONS|BY|WITH|AT|HELD|FOR|SEIZED_FOR|MATCHED|BINDS|PROTECTS|ON|HAS_PAGE|OF|HAS_ENTRY|RANKS|COUNTS|ADOPTS|REVEALS|HAS_VERSION|LAST_CHANGE|MEANS|DECIDES|FOLLOWS]->(b)
WHERE r.marking IS NULL OR NOT r.marking IN known
RETURN type(r) AS link, toString(a.id) AS from, toString(b.id) AS to, r.marking AS marking
LIMIT 100
