// Markings of the facts that rest on a record and that these markings do not let see: what an erasure must not take.
// Ranks in runs are no facts; of decisions only those count that are at work (an adoption, a decision to keep).
// @mode read
// @param recordId String
// @param visible List<String>
// @column link String       marking of the link, and
// @column end String        of what it leads to; an identifier is seen by its uses
// @plan unique index on SourceRecord.id, then the person's links
MATCH (s:SourceRecord {id: $recordId})-[:DESCRIBES]->(p:Person)
CALL (s, p) {
  MATCH (p)-[r:SUSPECT_IN|VICTIM_OF|WITNESS_TO|REPORTED|OTHER_ROLE_IN|LIVED_AT|USED|TIED_TO|MENTIONS|BY|WITH|HELD|MATCHED|BINDS|PROTECTS]-(x)
  WHERE r.recordId = s.id OR r.otherRecordId = s.id
  RETURN r.marking AS link, CASE WHEN x:Identifier THEN r.marking ELSE x.marking END AS end
  UNION ALL
  MATCH (p)<-[r:ADOPTS|DECIDES]-(x)
  WHERE r.recordId = s.id AND coalesce(x.decision, 'KEEP') = 'KEEP' AND NOT coalesce(x.status, '') IN ['DECLINED', 'ENDED']
  RETURN r.marking AS link, x.marking AS end
  UNION ALL
  MATCH (s)<-[r:ON]-(j:Judgement)
  RETURN r.marking AS link, j.marking AS end
}
WITH DISTINCT link, end
WHERE NOT (link IN $visible AND end IN $visible)
RETURN link, end
