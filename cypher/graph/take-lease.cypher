// Takes or renews a lease: what only one instance may do at a time. Answers who holds it now.
// @mode write
// @param name String
// @param owner String      unique to the process
// @param seconds Integer   how long it is held without renewal
// @column owner String
// @column expiresAt DateTime
// @plan unique index on Lease.name
MERGE (l:Lease {name: $name})
SET l.touched = true
WITH l, l.owner IS NULL OR l.owner = $owner OR l.expiresAt < datetime() AS free
FOREACH (_ IN CASE WHEN free THEN [1] ELSE [] END |
  SET l.owner = $owner, l.expiresAt = datetime() + duration({seconds: $seconds}))
RETURN l.owner AS owner, l.expiresAt AS expiresAt
