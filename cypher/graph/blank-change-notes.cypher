// Notes of changes that name a person from now on name nobody: whoever is still behind them computes anew.
// @mode write
// @param id String
// @plan all OutboxEvent nodes: a thousand a marking
MATCH (e:OutboxEvent)
WHERE e.kind = 'FACTS_CHANGED' AND ($id IN e.personIds OR 'RECORD|' + $id IN e.linkIds OR 'PERSON|' + $id IN e.linkIds)
SET e.everything = true, e.number = 0, e.personIds = [], e.offenceIds = [], e.locationIds = [], e.everyLink = true, e.linkIds = []
