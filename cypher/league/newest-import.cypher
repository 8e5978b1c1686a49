// The newest date of which a finished import spoke that brought anything that may be seen.
// @mode read
// @param visible List<String>
// @column asOf Date?
// @plan all ImportJob nodes: one an import
MATCH (j:ImportJob) WHERE any(marking IN j.markings WHERE marking IN $visible) AND j.status = 'DONE'
RETURN max(j.asOf) AS asOf
