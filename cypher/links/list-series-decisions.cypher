// Decisions on series of which every offence is there to be seen, newest first. One of which an offence is gone is seen by
// nobody.
// @mode read
// @param visible List<String>
// @column id String
// @column programme String
// @column verdict String
// @column offenceIds List<String>
// @column apart List<String>
// @column standing List<String>
// @column reason String
// @column by String
// @column team String?
// @column at DateTime
// @column method String
// @column basis String
// @column trainedOn Date
// @column cohesion Float?
// @plan range index on SeriesDecision.at
MATCH (d:SeriesDecision)
WHERE d.at IS NOT NULL AND d.marking IN $visible
  AND size(d.offenceIds) = COUNT { MATCH (d)-[l:DECIDES]->(o:Offence) WHERE l.marking IN $visible AND o.marking IN $visible RETURN DISTINCT o }
RETURN d.id AS id, d.programme AS programme, d.verdict AS verdict, d.offenceIds AS offenceIds, d.apart AS apart,
       d.standing AS standing, d.reason AS reason, d.by AS by, d.team AS team, d.at AS at, d.method AS method, d.basis AS basis,
       d.trainedOn AS trainedOn, d.cohesion AS cohesion
ORDER BY at DESC, id DESC
