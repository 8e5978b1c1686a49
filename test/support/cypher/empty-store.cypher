// Removes everything but the schema. Migrations must be applied again afterwards for the data they hold.
MATCH (n)
CALL (n) {
  DETACH DELETE n
} IN TRANSACTIONS OF 5000 ROWS
