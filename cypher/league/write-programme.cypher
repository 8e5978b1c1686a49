// Writes a programme as its next version, if it stands at the version it is thought to be at. A shipped definition,
// which states no version, is written where it is missing or another than before, and nobody has changed the programme.
// The same change once more, after its answer was lost, finds itself written and says so.
// @mode write
// @param programme {id: String, name: String, description: String, digest: String, marking: String, types: List<String>?, statedTypes: List<String>?, groups: List<String>?, subgroups: List<String>?, modusOperandi: List<String>?, boroughs: List<String>?, victimSexes: List<String>?, victimAgeFrom: Integer?, victimAgeTo: Integer?, suspectSexes: List<String>?, relationships: List<String>?, foundBy: List<String>?, historic: Boolean, minOffences: Integer?, minVictims: Integer?, excludedStatuses: List<String>, windowDays: Integer, size: Integer, edition: String, reviewDays: Integer?, changedBy: String?, changedAt: DateTime?, retiredAt: DateTime?, retiredReason: String?}
// @param expectedVersion Integer?  0 for one that is not there yet
// @param content String            the whole definition, for the version that is kept
// @param reason String?
// @column saved Boolean
// @column version Integer
// @plan unique index on Programme.id
MERGE (p:Programme {id: $programme.id})
SET p.changesLock = true
REMOVE p.changesLock
WITH p, coalesce(p.version, 0) AS before
WITH p, before,
     CASE WHEN $expectedVersion IS NULL THEN p.changedBy IS NULL AND coalesce(p.digest, '') <> $programme.digest
          ELSE before = $expectedVersion END AS saved,
     coalesce(before = $expectedVersion + 1 AND p.digest = $programme.digest AND p.changedBy = $programme.changedBy
       AND p.changedAt = $programme.changedAt, false) AS repeated
FOREACH (_ IN CASE WHEN saved THEN [1] ELSE [] END |
  SET p = $programme, p.version = before + 1
  CREATE (p)-[:HAS_VERSION {marking: $programme.marking}]->(:ProgrammeVersion {
    id: $programme.id + '#' + (before + 1), version: before + 1, content: $content, reason: $reason,
    changedBy: $programme.changedBy, changedAt: $programme.changedAt, marking: $programme.marking
  }))
RETURN saved OR repeated AS saved, p.version AS version
