// How many relationships the store holds, of every kind and marking.
// @mode read
// @column relationships Integer
// @plan the count store
MATCH ()-[r]->() RETURN count(r) AS relationships
