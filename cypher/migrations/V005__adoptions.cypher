// Keys of adoptions, and how a programme's are found newest first.
CREATE CONSTRAINT adoption_id IF NOT EXISTS FOR (n:Adoption) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX adoption_programme IF NOT EXISTS FOR (n:Adoption) ON (n.programme, n.at);
