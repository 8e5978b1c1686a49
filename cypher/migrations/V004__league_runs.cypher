// Keys of stored league runs, and how a programme's runs are found in order of their last day.
CREATE CONSTRAINT league_run_id IF NOT EXISTS FOR (n:LeagueRun) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT league_run_page_id IF NOT EXISTS FOR (n:LeagueRunPage) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT league_entry_id IF NOT EXISTS FOR (n:LeagueEntry) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX league_run_programme IF NOT EXISTS FOR (n:LeagueRun) ON (n.programme, n.lastDay);
