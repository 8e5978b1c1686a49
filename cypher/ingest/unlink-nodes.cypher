// Takes the links off nodes that are about to be written anew.
// @mode write
// @timeout 120s
// @param label String  one of the labels below
// @param ids List<String>
// @plan unique index on the id of each label
UNWIND $ids AS id
CALL (id) {
  WITH id WHERE $label = 'Offence' MATCH (:Offence {id: id})-[r:CLASSED_AS|OCCURRED_AT]->() DELETE r
}
CALL (id) {
  WITH id WHERE $label = 'Event' MATCH (:Event {id: id})-[r:BY|WITH|AT]->() DELETE r
}
CALL (id) {
  WITH id WHERE $label = 'IntelligenceReport' MATCH (:IntelligenceReport {id: id})-[r:MENTIONS]->() DELETE r
}
CALL (id) {
  WITH id WHERE $label = 'CustodyEpisode' MATCH (:CustodyEpisode {id: id})-[r:HELD|FOR]->() DELETE r
}
CALL (id) {
  WITH id WHERE $label = 'Exhibit' MATCH (:Exhibit {id: id})-[r:SEIZED_FOR|MATCHED]->() DELETE r
}
CALL (id) {
  WITH id WHERE $label = 'Order' MATCH (:Order {id: id})-[r:BINDS|PROTECTS]->() DELETE r
}
