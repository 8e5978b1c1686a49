// Events, reports, custody episodes, exhibits and orders by their ids, as an answer shows them.
// @mode read
// @param ids List<String>
// @param visible List<String>
// @column kind String
// @column id String
// @column marking String
// @column at String?            when, as precisely as known
// @column until String?
// @column what String?          kind of event or order, exhibit, station
// @column result String?        of the exhibit, outcome of custody
// @column sourceGrade Integer?
// @column informationGrade String?
// @column handling String?
// @column seconds Integer?
// @plan unique indexes on the ids of each label
CALL () {
  MATCH (n:Event) WHERE n.id IN $ids AND n.marking IN $visible
  RETURN n, 'EVENT' AS kind, toString(n.at) AS at, null AS until, n.kind AS what, null AS result
  UNION ALL
  MATCH (n:IntelligenceReport) WHERE n.id IN $ids AND n.marking IN $visible
  RETURN n, 'INTELLIGENCE_REPORT' AS kind, toString(n.writtenAt) AS at, null AS until, null AS what, null AS result
  UNION ALL
  MATCH (n:CustodyEpisode) WHERE n.id IN $ids AND n.marking IN $visible
  RETURN n, 'CUSTODY_EPISODE' AS kind, toString(n.arrestedAt) AS at, toString(n.releasedAt) AS until, n.station AS what, n.outcome AS result
  UNION ALL
  MATCH (n:Exhibit) WHERE n.id IN $ids AND n.marking IN $visible
  RETURN n, 'EXHIBIT' AS kind, toString(n.submittedOn) AS at, toString(n.resultOn) AS until, n.exhibit AS what, n.result AS result
  UNION ALL
  MATCH (n:Order) WHERE n.id IN $ids AND n.marking IN $visible
  RETURN n, 'ORDER' AS kind, toString(n.from) AS at, toString(n.to) AS until, n.kind AS what, null AS result
}
RETURN kind, n.id AS id, n.marking AS marking, at, until, what, result, n.sourceGrade AS sourceGrade,
       n.informationGrade AS informationGrade, n.handling AS handling, n.durationSeconds AS seconds
