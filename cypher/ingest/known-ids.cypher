// Which of these ids the graph has, by kind, as far as the importer may see.
// @mode read
// @timeout 60s
// @param kind String
// @param ids List<String>
// @param visible List<String>?  absent where that is everything
// @column id String
// @plan unique index of each label
CALL () {
  MATCH (n:SourceRecord) WHERE $kind = 'PERSON' AND n.id IN $ids AND ($visible IS NULL OR n.marking IN $visible) RETURN n.id AS id
  UNION MATCH (n:Offence) WHERE $kind = 'OFFENCE' AND n.id IN $ids AND ($visible IS NULL OR n.marking IN $visible) RETURN n.id AS id
  UNION MATCH (n:Location) WHERE $kind = 'LOCATION' AND n.id IN $ids AND ($visible IS NULL OR n.marking IN $visible) RETURN n.id AS id
  UNION MATCH (n:IntelligenceReport) WHERE $kind = 'OTHER' AND n.id IN $ids AND ($visible IS NULL OR n.marking IN $visible) RETURN n.id AS id
  UNION MATCH (n:Event) WHERE $kind = 'OTHER' AND n.id IN $ids AND ($visible IS NULL OR n.marking IN $visible) RETURN n.id AS id
  UNION MATCH (n:CustodyEpisode) WHERE $kind = 'OTHER' AND n.id IN $ids AND ($visible IS NULL OR n.marking IN $visible) RETURN n.id AS id
  UNION MATCH (n:Exhibit) WHERE $kind = 'OTHER' AND n.id IN $ids AND ($visible IS NULL OR n.marking IN $visible) RETURN n.id AS id
  UNION MATCH (n:Order) WHERE $kind = 'OTHER' AND n.id IN $ids AND ($visible IS NULL OR n.marking IN $visible) RETURN n.id AS id
}
RETURN DISTINCT id
