// Gives nodes their empty lists back, which no CSV file can hold.
// @mode write
// @plan label scan of HoldsEmptyLists: a few dozen
MATCH (n:HoldsEmptyLists)
REMOVE n:HoldsEmptyLists
WITH n, n.emptyLists AS names
UNWIND names AS name
SET n[name] = []
WITH DISTINCT n
REMOVE n.emptyLists
