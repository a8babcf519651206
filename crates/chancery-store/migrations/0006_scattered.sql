-- A report that tells what happened long ago has to do with claims of any age, so that what a day's reports read and write lay all over the file.
-- The pairs by the earlier claim are parted by the later one: what is added stands together. Who asks for later claims looks into each stretch of 8,192.
DROP INDEX pairs_by_a;
CREATE INDEX pairs_by_a ON pairs (b >> 13, a);
-- Where old claims stand in the order of all is read from here, without their rows.
CREATE INDEX claims_in_order ON claims (nr, state, report, id);
CREATE INDEX reports_in_order ON reports (nr, published, id);
CREATE TABLE shingles_new (
  -- Those of the newest reports, moved into `shingles` all at once.
  band INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  report INTEGER NOT NULL REFERENCES reports (nr) ON DELETE CASCADE,
  PRIMARY KEY (band, hash, report)
) STRICT, WITHOUT ROWID;
