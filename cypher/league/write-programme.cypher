// Creates a shipped programme, or brings it to the shipped definition.
// @mode write
// @param programme {id: String, name: String, description: String, version: Integer, marking: String, digest: String, types: List<String>?, victimSexes: List<String>?, suspectSexes: List<String>?, excludedStatuses: List<String>, windowDays: Integer, size: Integer, edition: String}
// @column changed Boolean
// @plan unique index on Programme.id
MERGE (p:Programme {id: $programme.id})
WITH p, coalesce(p.digest, '') <> $programme.digest AS changed, coalesce(p.version, 0) AS version
FOREACH (_ IN CASE WHEN changed THEN [1] ELSE [] END |
  SET p = $programme, p.version = version + 1)
RETURN changed
