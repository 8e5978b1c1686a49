// Keys of break-glass requests, how those that are active for somebody are found, and how all are listed newest first.
CREATE CONSTRAINT break_glass_id IF NOT EXISTS FOR (n:BreakGlass) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT break_glass_log_id IF NOT EXISTS FOR (n:BreakGlassLog) REQUIRE n.id IS UNIQUE;
CREATE RANGE INDEX break_glass_subject IF NOT EXISTS FOR (n:BreakGlass) ON (n.subject, n.endsAt);
CREATE RANGE INDEX break_glass_opened IF NOT EXISTS FOR (n:BreakGlass) ON (n.openedAt);
