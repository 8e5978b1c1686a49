// Every allegation that counts for these suspects, with its weight and its victims.
// @mode read
// @timeout 60s
// @param personIds List<String>
// @param visible List<String>        marking ids that the programme may count
// @param types List<String>?
// @param foundBy List<String>?       UNKNOWN for offences that do not say
// @param modusOperandi List<String>? any of them, in lower case
// @param boroughs List<String>?      in lower case
// @param historic Boolean?           false leaves out what occurred in an earlier year than it was reported
// @param relationships List<String>? of a suspect to the victim
// @param victimSexes List<String>?
// @param victimAgeFrom Integer?      years at the offence
// @param victimAgeTo Integer?
// @param suspectSexes List<String>?
// @param excludedStatuses List<String>
// @param statusesOn Date?            a later status is not known yet: it counts as NAMED
// @param allTime Boolean
// @param from Date?                  first day of the window
// @param to Date?                    last day
// @param weights Map                 millionths of a day by "code|folded title" and "code|"
// @column personId String
// @column offenceId String
// @column typeCode String?
// @column titleKey String?
// @column micros Integer?
// @column status String?           the furthest along of his records' roles, as in records/list-suspects
// @column victimIds List<String>     for counting only: never shown
// @plan unique index on Person.id, then the person's offences
MATCH (p:Person)-[s:SUSPECT_IN]->(o:Offence)
WHERE p.id IN $personIds
  AND s.marking IN $visible AND p.marking IN $visible AND s.endedOn IS NULL
  AND NOT CASE WHEN s.since > $statusesOn THEN 'NAMED' ELSE coalesce(s.status, 'NAMED') END IN $excludedStatuses
  AND ($suspectSexes IS NULL OR p.sex IN $suspectSexes)
  AND ($relationships IS NULL OR s.relationship IN $relationships)
  AND (($allTime AND (o.reportedOn IS NULL OR $to IS NULL OR o.reportedOn <= $to))
    OR (NOT $allTime AND o.reportedOn >= $from AND o.reportedTo <= $to))
WITH p, o, s WHERE o.marking IN $visible AND o.endedOn IS NULL
  AND ($foundBy IS NULL OR coalesce(o.foundBy, 'UNKNOWN') IN $foundBy)
  AND (coalesce($historic, true) OR o.reportedOn IS NULL OR o.occurredFrom IS NULL OR o.occurredFrom.year >= o.reportedOn.year)
  AND ($modusOperandi IS NULL OR any(way IN o.modusOperandi WHERE toLower(way) IN $modusOperandi))
  AND ($boroughs IS NULL OR EXISTS {
    MATCH (o)-[at:OCCURRED_AT]->(l:Location)
    WHERE at.marking IN $visible AND l.marking IN $visible AND at.endedOn IS NULL AND toLower(l.borough) IN $boroughs
  })
OPTIONAL MATCH (o)-[c:CLASSED_AS]->(t:OffenceType) WHERE c.marking IN $visible
WITH p, o, s, t WHERE $types IS NULL OR t.code IN $types
WITH p, o, t, collect(CASE WHEN s.since > $statusesOn THEN 'NAMED' ELSE s.status END) AS statuses, COLLECT {
  MATCH (o)<-[r:VICTIM_OF]-(v:Person)
  WHERE r.marking IN $visible AND v.marking IN $visible AND r.endedOn IS NULL AND ($victimSexes IS NULL OR v.sex IN $victimSexes)
    AND ($victimAgeFrom IS NULL OR r.age >= $victimAgeFrom) AND ($victimAgeTo IS NULL OR r.age <= $victimAgeTo)
  RETURN DISTINCT v.id ORDER BY v.id
} AS victims
WHERE ($victimSexes IS NULL AND $victimAgeFrom IS NULL AND $victimAgeTo IS NULL) OR size(victims) > 0
WITH p, o, t, statuses, victims, coalesce($weights[t.code + '|' + o.titleKey], $weights[t.code + '|']) AS micros
RETURN p.id AS personId, o.id AS offenceId, t.code AS typeCode, o.titleKey AS titleKey, micros,
       [x IN ['CONVICTED', 'CHARGED', 'ARRESTED', 'NAMED'] WHERE x IN statuses][0] AS status,
       [v IN victims WHERE v <> p.id] AS victimIds
ORDER BY personId, micros DESC, offenceId
