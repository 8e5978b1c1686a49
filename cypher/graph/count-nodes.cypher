// How many nodes there are.
// @mode read
// @column count Integer
// @plan count store
MATCH (n)
RETURN count(n) AS count
