// The queue of codes and titles that found no offence type, most frequent first, then by reason and the least id of
// their offences: a title may name somebody, and a cursor shows what it orders by. Their harm is unknown.
// @mode read
// @timeout 30s
// @param visible List<String>
// @param afterOffences Integer?
// @param afterKey String?
// @param limit Integer
// @column key String
// @column code String?
// @column title String?
// @column reason String
// @column offences Integer
// @column offenceIds List<String>  some of them; a title that many share names nobody
// @plan range index on Offence.typeMatch
MATCH (o:Offence)
WHERE o.typeMatch IN ['unmatched', 'ambiguous', 'unstated'] AND o.marking IN $visible
WITH o.statedCode AS code, o.statedTitle AS title, o.typeMatch AS match, count(*) AS offences, min(o.id) AS firstId, collect(o.id)[..20] AS offenceIds
WITH code, title, toUpper(match) AS reason, offences, offenceIds, match + ' | ' + firstId AS key
WHERE $afterKey IS NULL OR offences < $afterOffences OR (offences = $afterOffences AND key > $afterKey)
RETURN key, code, title, reason, offences, offenceIds
ORDER BY offences DESC, key
LIMIT $limit
