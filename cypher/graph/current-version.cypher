// How often anything visible under these markings has changed: equal sums mean nothing visible changed, since each
// marking's count only grows.
// @mode read
// @param visible List<String>  marking ids the caller may see
// @column version Integer
// @plan unique index on Marking.id
MATCH (m:Marking) WHERE m.id IN $visible
RETURN coalesce(sum(m.version), 0) AS version
