// Gives a lease back, if it is still held by this owner.
// @mode write
// @param name String
// @param owner String
// @plan unique index on Lease.name
MATCH (l:Lease {name: $name}) WHERE l.owner = $owner
REMOVE l.owner, l.expiresAt
