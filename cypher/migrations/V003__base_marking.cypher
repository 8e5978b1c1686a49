// The marking that reference data carries and that every account may see.
MERGE (m:Marking {id: 'OFFICIAL'})
ON CREATE SET m.level = 'OFFICIAL', m.compartments = [], m.version = 0;
