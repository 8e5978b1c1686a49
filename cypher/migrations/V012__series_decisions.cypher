// Keys of decisions on series, and how they are found newest first.
CREATE CONSTRAINT series_decision_id IF NOT EXISTS FOR (n:SeriesDecision) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX series_decision_at IF NOT EXISTS FOR (n:SeriesDecision) ON (n.at);
