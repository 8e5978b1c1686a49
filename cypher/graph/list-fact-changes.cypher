// What changes of facts touched together, by their ids.
// @mode read
// @param ids List<String>   of the changes
// @param most Integer       more ids than these are everything
// @column found Integer     how many of the changes are still known
// @column everything Boolean
// @column personIds List<String>    persons or their records
// @column offenceIds List<String>
// @column locationIds List<String>
// @column everyLink Boolean
// @column linkIds List<String>      other nodes whose links were touched, as KIND|id
// @plan unique index on OutboxEvent.id
MATCH (e:OutboxEvent)
WHERE e.id IN $ids
WITH collect(e) AS events, count(e) AS found, sum(e.number) AS number, count(CASE WHEN e.everything THEN 1 END) AS whole,
     // What an earlier version of the program wrote says nothing about links.
     count(CASE WHEN coalesce(e.everyLink, true) THEN 1 END) AS everyLink, sum(size(coalesce(e.linkIds, []))) AS links
WITH found, whole > 0 OR number > $most AS everything, whole > 0 OR everyLink > 0 OR number > $most OR links > $most AS everyLink, CASE WHEN whole > 0 OR number > $most THEN [] ELSE events END AS events
RETURN found, everything,
       COLLECT { UNWIND events AS e UNWIND e.personIds AS id RETURN DISTINCT id } AS personIds,
       COLLECT { UNWIND events AS e UNWIND e.offenceIds AS id RETURN DISTINCT id } AS offenceIds,
       COLLECT { UNWIND events AS e UNWIND e.locationIds AS id RETURN DISTINCT id } AS locationIds,
       everyLink, COLLECT { UNWIND CASE WHEN everyLink THEN [] ELSE events END AS e UNWIND e.linkIds AS id RETURN DISTINCT id } AS linkIds
