// Notes of changes that name a person, or the home that their row stated, from now on name nobody: whoever is still behind
// them computes anew. Links are named KIND|id, where the id may be of several records with bars between them.
// @mode write
// @param id String
// @param homeId String
// @plan all OutboxEvent nodes: a thousand a marking
MATCH (e:OutboxEvent)
WHERE e.kind = 'FACTS_CHANGED' AND ($id IN e.personIds OR $homeId IN e.locationIds
  OR any(link IN e.linkIds WHERE link ENDS WITH '|' + $id OR link CONTAINS '|' + $id + '|' OR link ENDS WITH '|' + $homeId))
SET e.everything = true, e.number = 0, e.personIds = [], e.offenceIds = [], e.locationIds = [], e.everyLink = true, e.linkIds = []
