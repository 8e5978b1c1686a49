// Removes what imports brought and leagues kept; keys, editions, programmes and markings stay, a version further on.
MATCH (n)
WHERE NOT n:Migration AND NOT n:Marking AND NOT n:OffenceType AND NOT n:HarmEdition AND NOT n:Programme AND NOT n:Lease
DETACH DELETE n
WITH count(*) AS removed
MATCH (m:Marking)
SET m.version = m.version + 1
