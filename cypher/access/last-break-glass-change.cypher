// The number of the newest change of break-glass that was announced; no row before the first.
// @mode read
// @column sequence Integer
// @plan unique index on BreakGlassLog.id
MATCH (log:BreakGlassLog {id: 'break-glass'})
RETURN log.sequence AS sequence
