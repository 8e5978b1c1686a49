// Keys of review decisions, erasures and correction notices, and how a victim who is named beside a suspect is found.
CREATE CONSTRAINT retention_policy_id IF NOT EXISTS FOR (n:RetentionPolicy) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT retention_decision_id IF NOT EXISTS FOR (n:RetentionDecision) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT erasure_id IF NOT EXISTS FOR (n:Erasure) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT correction_notice_id IF NOT EXISTS FOR (n:CorrectionNotice) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX erasure_pending IF NOT EXISTS FOR (n:Erasure) ON (n.recordId);
CREATE RANGE INDEX correction_notice_about IF NOT EXISTS FOR (n:CorrectionNotice) ON (n.about);
CREATE RANGE INDEX suspect_victim IF NOT EXISTS FOR ()-[r:SUSPECT_IN]-() ON (r.victimId);
