// No weight is negative, outside its bounds, or without its source.
// @mode read
// @timeout 600s
// @column edition String
// @column code String
// @column titleKey String?
// @column micros Integer?
// @column source String?
// @plan all WEIGHS relationships: a few thousand an edition
MATCH (t:OffenceType)-[w:WEIGHS]->(e:HarmEdition)
WHERE w.micros IS NULL OR w.micros < 0 OR w.titleKey IS NULL OR w.basis IS NULL OR w.provisional IS NULL
  OR trim(coalesce(w.source, '')) = ''
  OR w.lowMicros > w.micros OR w.highMicros < w.micros
RETURN e.id AS edition, t.code AS code, w.titleKey AS titleKey, w.micros AS micros, w.source AS source
LIMIT 100
