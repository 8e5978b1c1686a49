// Keys of reveals of victims, and how those of one reader are found, newest first.
CREATE CONSTRAINT victim_reveal_id IF NOT EXISTS FOR (n:VictimReveal) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX victim_reveal_by IF NOT EXISTS FOR (n:VictimReveal) ON (n.by, n.at);
