// Tables that were kept for each question and version make room: from now on each programme keeps its current one.
MATCH (t:LeagueTable)
OPTIONAL MATCH (t)-[:HAS_PAGE]->(page:LeagueTablePage)
DETACH DELETE t, page;
