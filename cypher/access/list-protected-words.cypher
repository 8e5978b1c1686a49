// What texts about these offences and persons must not tell, and of whom: everybody whom the offence names as victim,
// witness or reporter, whatever else they are; and of those who are protected (records/find-persons) the victims, witnesses
// and reporters of other offences of the same suspects, and whom an order against one of them protects. Texts about a person
// are about the person as a suspect.
// @mode read
// @param offenceIds List<String>
// @param personIds List<String>    persons or their records
// @param visible List<String>
// @column id String                one of the ids asked for
// @column names List<String>
// @column bornOn List<String>
// @column phones List<String>
// @column addresses List<String>
// @column numbers List<String>
// @column versions List<String>    what the records said before, as JSON
// @plan unique indexes on Offence.id and SourceRecord.id, then one hop to suspects, their offences, and who is named there
CALL () {
  MATCH (o:Offence) WHERE o.id IN $offenceIds AND o.marking IN $visible
  MATCH (o)<-[role:VICTIM_OF|WITNESS_TO|REPORTED]-(p:Person) WHERE role.marking IN $visible AND p.marking IN $visible
  RETURN o.id AS id, p
  UNION
  CALL () {
    MATCH (o:Offence)<-[s:SUSPECT_IN]-(q:Person)
    WHERE o.id IN $offenceIds AND o.marking IN $visible AND s.marking IN $visible AND q.marking IN $visible AND s.endedOn IS NULL
    RETURN o.id AS id, q
    UNION
    MATCH (s:SourceRecord)-[d:DESCRIBES]->(q:Person)
    WHERE s.id IN $personIds AND s.marking IN $visible AND d.marking IN $visible AND q.marking IN $visible
    RETURN s.id AS id, q
  }
  CALL (q) {
    MATCH (q)-[s:SUSPECT_IN]->(o:Offence)<-[role:VICTIM_OF|WITNESS_TO|REPORTED]-(p:Person)
    WHERE s.marking IN $visible AND o.marking IN $visible AND role.marking IN $visible
    RETURN p
    UNION
    MATCH (q)<-[b:BINDS]-(n:Order)-[role:PROTECTS]->(p:Person)
    WHERE b.marking IN $visible AND n.marking IN $visible AND role.marking IN $visible
    RETURN p
  }
  WITH id, p
  WHERE p.marking IN $visible AND EXISTS { (p)-[r:VICTIM_OF|WITNESS_TO|REPORTED|PROTECTS]-(x) WHERE r.marking IN $visible AND x.marking IN $visible }
    AND NOT EXISTS { (p)-[r:SUSPECT_IN|HELD|BINDS|MATCHED]-(x) WHERE r.marking IN $visible AND x.marking IN $visible AND r.endedOn IS NULL }
  RETURN DISTINCT id, p
}
MATCH (p)<-[d:DESCRIBES]-(s:SourceRecord) WHERE d.marking IN $visible AND s.marking IN $visible
WITH id, p, s,
  COLLECT { MATCH (p)-[u:USED]->(i:Identifier) WHERE u.recordId = s.id AND u.marking IN $visible RETURN i } AS used,
  COLLECT { MATCH (p)-[h:LIVED_AT]->(l:Location) WHERE h.recordId = s.id AND h.marking IN $visible AND l.marking IN $visible AND l.address IS NOT NULL RETURN l.address } AS homes,
  COLLECT { MATCH (s)-[b:SUPERSEDES]->(v:RecordVersion) WHERE b.marking IN $visible AND v.marking IN $visible RETURN v.content } AS before
WITH id, s, homes, before, [i IN used WHERE i.kind = 'PHONE' | i.value] AS phones, [i IN used WHERE NOT i.kind IN ['PHONE', 'EMAIL'] | i.value] AS numbers
WITH id, collect([x IN [s.fullName, s.givenNames, s.familyName] WHERE x IS NOT NULL] + coalesce(s.aliases, [])) AS names,
  collect(s.bornOn) AS bornOn, collect(phones + [x IN [s.phone] WHERE x IS NOT NULL]) AS phones,
  collect(homes + [x IN [s.address] WHERE x IS NOT NULL]) AS addresses, collect(numbers + [x IN [s.nationalId] WHERE x IS NOT NULL]) AS numbers,
  collect(before) AS versions
RETURN id, reduce(all = [], x IN names | all + x) AS names, bornOn, reduce(all = [], x IN phones | all + x) AS phones,
       reduce(all = [], x IN addresses | all + x) AS addresses, reduce(all = [], x IN numbers | all + x) AS numbers,
       reduce(all = [], x IN versions | all + x) AS versions
