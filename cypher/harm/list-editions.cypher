// Every loaded edition with the number of its weights and how many of them are provisional.
// @mode read
// @param visible List<String>
// @column id String
// @column name String
// @column publisher String
// @column date String
// @column unit String
// @column licence String
// @column source String
// @column complete Boolean
// @column weights Integer
// @column provisionalWeights Integer
// @plan all HarmEdition nodes: a handful
MATCH (e:HarmEdition) WHERE e.marking IN $visible
OPTIONAL MATCH (:OffenceType)-[w:WEIGHS]->(e)
WITH e, count(w) AS weights, count(CASE WHEN w.provisional THEN 1 END) AS provisionalWeights
RETURN e.id AS id, e.name AS name, e.publisher AS publisher, e.date AS date, e.unit AS unit, e.licence AS licence,
       e.source AS source, e.complete AS complete, weights, provisionalWeights
ORDER BY id
