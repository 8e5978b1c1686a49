// Records one applied migration.
// @mode write
// @param version Integer
// @param description String
// @param checksum String  SHA-256 of the file's text
// @plan unique index on Migration.version
MERGE (m:Migration {version: $version})
ON CREATE SET m.description = $description, m.checksum = $checksum, m.appliedAt = datetime()
