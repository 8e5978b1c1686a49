// Every programme that may be seen; retired ones where they are asked for. A filter that is null asks nothing.
// @mode read
// @param visible List<String>
// @param retired Boolean?
// @column id String
// @column name String
// @column description String
// @column version Integer
// @column digest String
// @column marking String
// @column types List<String>?
// @column statedTypes List<String>?
// @column groups List<String>?
// @column subgroups List<String>?
// @column modusOperandi List<String>?
// @column boroughs List<String>?
// @column victimSexes List<String>?
// @column victimAgeFrom Integer?
// @column victimAgeTo Integer?
// @column suspectSexes List<String>?
// @column relationships List<String>?
// @column foundBy List<String>?
// @column historic Boolean
// @column minOffences Integer?
// @column minVictims Integer?
// @column excludedStatuses List<String>
// @column windowDays Integer
// @column size Integer
// @column edition String
// @column reviewDays Integer?
// @column changedBy String?
// @column changedAt DateTime?
// @column retiredAt DateTime?
// @column retiredReason String?
// @plan all Programme nodes: a handful
MATCH (p:Programme) WHERE p.marking IN $visible AND (p.retiredAt IS NULL OR coalesce($retired, false))
RETURN p.id AS id,
       p.name AS name,
       p.description AS description,
       p.version AS version,
       p.digest AS digest,
       p.marking AS marking,
       p.types AS types,
       p.statedTypes AS statedTypes,
       p.groups AS groups,
       p.subgroups AS subgroups,
       p.modusOperandi AS modusOperandi,
       p.boroughs AS boroughs,
       p.victimSexes AS victimSexes,
       p.victimAgeFrom AS victimAgeFrom,
       p.victimAgeTo AS victimAgeTo,
       p.suspectSexes AS suspectSexes,
       p.relationships AS relationships,
       p.foundBy AS foundBy,
       coalesce(p.historic, true) AS historic,
       p.minOffences AS minOffences,
       p.minVictims AS minVictims,
       p.excludedStatuses AS excludedStatuses,
       p.windowDays AS windowDays,
       p.size AS size,
       p.edition AS edition,
       p.reviewDays AS reviewDays,
       p.changedBy AS changedBy,
       p.changedAt AS changedAt,
       p.retiredAt AS retiredAt,
       p.retiredReason AS retiredReason
ORDER BY id
