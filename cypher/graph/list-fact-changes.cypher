// What changes of facts touched, by marking and number.
// @mode read
// @param ids List<String>  of the changes
// @column everything Boolean
// @column personIds List<String>    persons or their records
// @column offenceIds List<String>
// @column locationIds List<String>
// @plan unique index on OutboxEvent.id
MATCH (e:OutboxEvent)
WHERE e.id IN $ids
RETURN e.everything AS everything, e.personIds AS personIds, e.offenceIds AS offenceIds, e.locationIds AS locationIds
