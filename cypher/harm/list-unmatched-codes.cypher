// The queue of codes and titles that found no offence type, most frequent first. Their harm is unknown.
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
// @plan range index on Offence.typeMatch
MATCH (o:Offence)
WHERE o.typeMatch IN ['unmatched', 'ambiguous', 'unstated'] AND o.marking IN $visible
WITH o.statedCode AS code, o.statedTitle AS title, o.typeMatch AS match, count(*) AS offences
WITH code, title, toUpper(match) AS reason, offences, 
     match + ' | ' + coalesce(code, '') + ' | ' + coalesce(title, '') AS key
WHERE $afterKey IS NULL OR offences < $afterOffences OR (offences = $afterOffences AND key > $afterKey)
RETURN key, code, title, reason, offences
ORDER BY offences DESC, key
LIMIT $limit
