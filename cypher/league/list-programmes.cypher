// Every programme that may be seen.
// @mode read
// @param visible List<String>
// @column id String
// @column name String
// @column description String
// @column version Integer
// @column marking String
// @column types List<String>?          codes; null for every offence
// @column victimSexes List<String>?    null for every offence, with or without a victim
// @column suspectSexes List<String>?   null for every suspect
// @column excludedStatuses List<String>
// @column windowDays Integer
// @column size Integer
// @column edition String
// @plan all Programme nodes: a handful
MATCH (p:Programme) WHERE p.marking IN $visible
RETURN p.id AS id, p.name AS name, p.description AS description, p.version AS version, p.marking AS marking,
       p.types AS types, p.victimSexes AS victimSexes, p.suspectSexes AS suspectSexes,
       p.excludedStatuses AS excludedStatuses, p.windowDays AS windowDays, p.size AS size, p.edition AS edition
ORDER BY id
