// Every identifier has the one form in which it is compared, goes by its kind and value, and bears its kind's label.
// @mode read
// @timeout 600s
// @column id String
// @column kind String?
// @column value String?
// @plan all Identifier nodes
MATCH (i:Identifier)
WHERE i.id <> coalesce(i.kind, '') + ':' + coalesce(i.value, '')
  OR i.valid IS NULL
  OR i.value <> trim(i.value)
  OR NOT any(label IN labels(i) WHERE toUpper(label) = i.kind)
  OR (i.valid AND NOT CASE i.kind
    WHEN 'PHONE' THEN i.value =~ '\\+[1-9][0-9]{4,16}'
    WHEN 'VEHICLE' THEN i.value =~ '[A-Z0-9]{2,8}'
    WHEN 'EMAIL' THEN i.value = toLower(i.value) AND i.value =~ '[^\\s@]+@[^\\s@]+'
    WHEN 'DEVICE' THEN i.value = toUpper(i.value) AND NOT i.value =~ '.*[\\s-].*'
    WHEN 'DOCUMENT' THEN i.value = toUpper(i.value) AND NOT i.value =~ '.*[\\s-].*'
    ELSE i.value <> ''
  END)
RETURN i.id AS id, i.kind AS kind, i.value AS value
LIMIT 100
