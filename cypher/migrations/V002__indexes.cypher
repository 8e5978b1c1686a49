// What the queries seek by: range, composite, text, point and full-text.
CREATE RANGE INDEX offence_reported_on IF NOT EXISTS FOR (n:Offence) ON (n.reportedOn);
CREATE RANGE INDEX offence_reported_span IF NOT EXISTS FOR (n:Offence) ON (n.reportedTo, n.reportedOn);
CREATE RANGE INDEX offence_crime_number IF NOT EXISTS FOR (n:Offence) ON (n.crimeNumber);
CREATE RANGE INDEX offence_type_match IF NOT EXISTS FOR (n:Offence) ON (n.typeMatch);
CREATE RANGE INDEX identifier_value IF NOT EXISTS FOR (n:Identifier) ON (n.value);
CREATE RANGE INDEX location_postcode IF NOT EXISTS FOR (n:Location) ON (n.postcode);
CREATE RANGE INDEX event_at IF NOT EXISTS FOR (n:Event) ON (n.at);
CREATE RANGE INDEX audit_entry_at IF NOT EXISTS FOR (n:AuditEntry) ON (n.at);
CREATE TEXT INDEX location_address_text IF NOT EXISTS FOR (n:Location) ON (n.address);
CREATE POINT INDEX location_point IF NOT EXISTS FOR (n:Location) ON (n.point);
CREATE FULLTEXT INDEX record_names IF NOT EXISTS FOR (n:SourceRecord) ON EACH [n.nameText]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: false}};
CREATE FULLTEXT INDEX place_names IF NOT EXISTS FOR (n:Location) ON EACH [n.address, n.postcode, n.borough]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: false}};
