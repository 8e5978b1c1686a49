// What goes by an id and carries a marking that a person may set, as far as it may be seen: a person's id is that of a
// record of theirs. A role of a person in an offence goes by record, offence and type; that somebody is a victim, witness or
// reporter is there for nobody but who has revealed them in that offence, and only victims can be revealed.
// @mode read
// @param id String
// @param recordId String?     of a role
// @param offenceId String?
// @param type String?
// @param visible List<String>
// @param by String           who asks
// @param now DateTime
// @column kind String
// @column marking String
// @column set String?        the marking that a person has set, if any did
// @column held Boolean       erased for whoever does not see what still needs it
// @column change String?     the newest change of it
// @plan unique index on the id of each label
CALL () {
  MATCH (n:SourceRecord {id: $id}) RETURN 'RECORD' AS kind, n.marking AS marking, n.markingSet AS set, n.heldOn IS NOT NULL AS held
  UNION ALL MATCH (n:Offence {id: $id}) RETURN 'OFFENCE' AS kind, n.marking AS marking, n.markingSet AS set, n.heldOn IS NOT NULL AS held
  UNION ALL MATCH (n:Location {id: $id}) RETURN 'LOCATION' AS kind, n.marking AS marking, n.markingSet AS set, n.heldOn IS NOT NULL AS held
  UNION ALL MATCH (n:IntelligenceReport {id: $id}) RETURN 'INTELLIGENCE_REPORT' AS kind, n.marking AS marking, n.markingSet AS set, n.heldOn IS NOT NULL AS held
  UNION ALL MATCH (n:Event {id: $id}) RETURN 'EVENT' AS kind, n.marking AS marking, n.markingSet AS set, n.heldOn IS NOT NULL AS held
  UNION ALL MATCH (n:CustodyEpisode {id: $id}) RETURN 'CUSTODY_EPISODE' AS kind, n.marking AS marking, n.markingSet AS set, n.heldOn IS NOT NULL AS held
  UNION ALL MATCH (n:Exhibit {id: $id}) RETURN 'EXHIBIT' AS kind, n.marking AS marking, n.markingSet AS set, n.heldOn IS NOT NULL AS held
  UNION ALL MATCH (n:Order {id: $id}) RETURN 'ORDER' AS kind, n.marking AS marking, n.markingSet AS set, n.heldOn IS NOT NULL AS held
  UNION ALL MATCH (n:Judgement {id: $id}) RETURN 'JUDGEMENT' AS kind, n.marking AS marking, n.markingSet AS set, n.heldOn IS NOT NULL AS held
  UNION ALL
  MATCH (s:SourceRecord {id: $recordId})-[:DESCRIBES]->(p:Person)-[r]->(o:Offence {id: $offenceId})
  WHERE r.recordId = s.id AND type(r) = $type AND s.marking IN $visible AND p.marking IN $visible AND o.marking IN $visible
    AND (NOT $type IN ['VICTIM_OF', 'WITNESS_TO', 'REPORTED'] OR EXISTS {
      MATCH (o)<-[of:OF]-(v:VictimReveal)-[shows:REVEALS]->(p)
      WHERE v.by = $by AND v.expiresAt > $now AND v.marking IN $visible AND of.marking IN $visible AND shows.marking IN $visible
    })
  RETURN 'ROLE' AS kind, r.marking AS marking, r.markingSet AS set, s.heldOn IS NOT NULL AS held
}
WITH kind, marking, set, held WHERE marking IN $visible
RETURN kind, marking, set, held, COLLECT { MATCH (c:MarkingChange {subject: $id}) RETURN c.id ORDER BY c.at DESC, c.id LIMIT 1 }[0] AS change
ORDER BY kind
