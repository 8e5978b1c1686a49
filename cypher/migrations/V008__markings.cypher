// Keys of changes of markings; identifiers are seen through what uses them, and keep only the marking of rows that state
// them alone; an import is known to whoever may see any of its rows.
CREATE CONSTRAINT marking_change_id IF NOT EXISTS FOR (n:MarkingChange) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX marking_change_subject IF NOT EXISTS FOR (n:MarkingChange) ON (n.subject, n.at);
MATCH (i:Identifier) WHERE i.marking IS NOT NULL
SET i.markings = CASE WHEN EXISTS { (i)<-[:USED|INVOLVED|BY|WITH]-() } THEN null ELSE [i.marking] END
REMOVE i.marking;
MATCH (j:ImportJob) WHERE j.markings IS NULL
SET j.markings = ['OFFICIAL'];
