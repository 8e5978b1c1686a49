// What every kept answer stands on, as far as a caller sees it: equal answers mean that nothing has changed for them.
// @mode read
// @timeout 10s
// @param visible List<String>
// @column markings List<String>    each with how often something of it has changed
// @column programmes List<String>  each with its version and definition
// @column editions List<String>    each with the digest of its weights
// @plan all Marking, Programme and HarmEdition nodes: a few dozen
RETURN COLLECT { MATCH (m:Marking) WHERE m.id IN $visible RETURN m.id + '|' + coalesce(m.version, 0) ORDER BY m.id } AS markings,
       COLLECT {
         MATCH (p:Programme) WHERE p.marking IN $visible
         RETURN p.id + '|' + p.version + '|' + coalesce(p.digest, '') + '|' + p.marking + '|' + (p.retiredAt IS NOT NULL) ORDER BY p.id
       } AS programmes,
       COLLECT { MATCH (e:HarmEdition) WHERE e.marking IN $visible RETURN e.id + '|' + coalesce(e.digest, '') ORDER BY e.id } AS editions
