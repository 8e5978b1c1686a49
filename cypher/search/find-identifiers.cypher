// Identifiers by id. An identifier is seen through what uses it: where a use, and who or what it is a use of, may be seen;
// or where a row that states it alone may be (it keeps the markings of such rows). So a hidden use neither shows nor hides it.
// @mode read
// @param ids List<String>
// @param visible List<String>
// @column id String
// @column kind String
// @column value String
// @column valid Boolean
// @plan unique index on Identifier.id
MATCH (i:Identifier) WHERE i.id IN $ids
  AND (any(marking IN i.markings WHERE marking IN $visible)
    OR EXISTS { (i)<-[u:USED|INVOLVED|BY|WITH]-(p) WHERE u.marking IN $visible AND p.marking IN $visible })
RETURN i.id AS id, i.kind AS kind, i.value AS value, i.valid AS valid
