// Asks for nothing: a store that has failed, though its server still talks, does not answer it.
// @mode read
// @timeout 5s
// @column answer Integer
// @plan touches no data
RETURN 1 AS answer
