// The newest date of which a finished import spoke.
// @mode read
// @param visible List<String>
// @column asOf Date?
// @plan all ImportJob nodes: one an import
MATCH (j:ImportJob) WHERE j.marking IN $visible AND j.status = 'DONE'
RETURN max(j.asOf) AS asOf
