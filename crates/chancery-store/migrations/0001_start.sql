-- The store of Chancery. `docs/store.md` explains it with examples. Comments stand inside the statements, where SQLite
-- keeps them: `.schema` shows them.
--
-- Everywhere: `nr` is a row's own number, and other tables name the row by it. Days are ISO 8601 (`2024-08-19`), moments
-- are UTC with seconds. JSON columns hold the records of the design as the program gives them. What is derived from
-- `reports`, `claims` and `reviews` alone can be made again: the other tables from `claim_parties` on.

CREATE TABLE reports (
  -- News texts as they were read. Their text never changes: a revised page is another report.
  nr INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,            -- the id its source gave, else a digest; `~` and a digest after it where two texts had one id
  url TEXT,
  source TEXT,                        -- publisher
  author TEXT,
  title TEXT,                         -- also the first line of `text`
  language TEXT NOT NULL,             -- ISO 639-1
  language_confidence REAL NOT NULL,  -- 1 when it was given
  published TEXT,                     -- EDTF level 0: day, month or year
  published_start TEXT,               -- first day of `published`
  published_end TEXT,                 -- last day
  original INTEGER REFERENCES reports (nr), -- the earliest report with (nearly) this text; NULL when it is this one
  coding INTEGER REFERENCES codings (nr),   -- what its current claims come from; NULL until it is coded
  kept_at TEXT NOT NULL,
  path TEXT,                          -- file it came from
  text_digest TEXT NOT NULL,          -- XXH3-128 of `text`
  record TEXT NOT NULL,               -- JSON of the report without `text`
  text TEXT NOT NULL                  -- what every span points into, in Unicode scalar values
) STRICT;
CREATE INDEX reports_by_original ON reports (original) WHERE original IS NOT NULL;
CREATE INDEX reports_by_coding ON reports (coding);
CREATE INDEX reports_by_url ON reports (url) WHERE url IS NOT NULL;
CREATE INDEX reports_by_day ON reports (published_start);

-- Full text of reports; a row is added with each report by who adds that. SELECT rowid FROM reports_text WHERE reports_text MATCH 'ceasefire'; rowid is reports.nr.
CREATE VIRTUAL TABLE reports_text USING fts5 (
  title, text, content = 'reports', content_rowid = 'nr', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER reports_text_delete AFTER DELETE ON reports BEGIN
  INSERT INTO reports_text (reports_text, rowid, title, text) VALUES ('delete', old.nr, old.title, old.text);
END;
CREATE TRIGGER reports_text_update AFTER UPDATE OF title, text ON reports BEGIN
  INSERT INTO reports_text (reports_text, rowid, title, text) VALUES ('delete', old.nr, old.title, old.text);
  INSERT INTO reports_text (rowid, title, text) VALUES (new.nr, new.title, new.text);
END;

CREATE TABLE shingles (
  -- What texts of reports have in common when one is a copy of the other; used to find `reports.original`.
  band INTEGER NOT NULL,              -- which of the digests
  hash INTEGER NOT NULL,              -- of language and words
  report INTEGER NOT NULL REFERENCES reports (nr) ON DELETE CASCADE,
  PRIMARY KEY (band, hash, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE codings (
  -- Versions of what turns reports into claims.
  nr INTEGER PRIMARY KEY,
  version TEXT NOT NULL,              -- of the program
  model TEXT NOT NULL,                -- digest of the model's files
  knowledge TEXT NOT NULL,            -- digest of the knowledge
  at TEXT NOT NULL,                   -- first use
  UNIQUE (version, model, knowledge)
) STRICT;

CREATE TABLE coded (
  -- Which reports were coded by what, also those that make no claim.
  report INTEGER NOT NULL REFERENCES reports (nr) ON DELETE CASCADE,
  coding INTEGER NOT NULL REFERENCES codings (nr),
  at TEXT NOT NULL,
  PRIMARY KEY (report, coding)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
  -- What reports say: a row per claim and coding. Columns are those of the claim with the corrections of reviewers.
  nr INTEGER PRIMARY KEY,
  id TEXT NOT NULL,                   -- <report id>-<number>
  report INTEGER NOT NULL REFERENCES reports (nr) ON DELETE CASCADE,
  coding INTEGER NOT NULL REFERENCES codings (nr),
  state TEXT NOT NULL CHECK (state IN ('current', 'false', 'past')), -- false: by a reviewer; past: of an older coding
  linked INTEGER NOT NULL DEFAULT 0,  -- 1 when events take account of it
  category TEXT NOT NULL,             -- PLOVER
  quad INTEGER NOT NULL,              -- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  score REAL NOT NULL,                -- -10 conflict to 10 cooperation
  cameo TEXT,
  polarity TEXT NOT NULL,             -- affirmed | negated
  tense TEXT NOT NULL,                -- past | present | future | historical
  certainty TEXT NOT NULL,            -- asserted | possible | hypothetical
  when_edtf TEXT,
  when_start TEXT,
  when_end TEXT,
  granularity TEXT,
  first_day TEXT NOT NULL,            -- of the period by which it is found: its own, else the report's date; '' when unknown
  last_day TEXT NOT NULL,
  long INTEGER NOT NULL,              -- 1 when that period is longer than 366 days
  place_name TEXT,
  place_id TEXT,                      -- geonames:<id> or x:<slug>
  place_country TEXT,                 -- ISO 3166-1 alpha-3
  lat REAL,
  lon REAL,
  place_precision INTEGER,            -- UCDP's: 1 exact to 7 international
  killed INTEGER,                     -- the number named
  wounded INTEGER,
  captured INTEGER,
  missing INTEGER,
  displaced INTEGER,
  language TEXT NOT NULL,             -- of the report
  confidence REAL NOT NULL,
  status_confidence REAL NOT NULL,
  trigger_start INTEGER NOT NULL,     -- the words that carry the act, in Unicode scalar values of the report's text
  trigger_end INTEGER NOT NULL,
  json TEXT NOT NULL,                 -- the claim, with corrections
  coded_json TEXT,                    -- the claim as it was coded, where reviewers corrected it
  UNIQUE (id, coding)
) STRICT;
CREATE INDEX claims_by_report ON claims (report);
CREATE INDEX claims_unlinked ON claims (nr) WHERE linked = 0 AND state = 'current';
CREATE INDEX claims_by_day ON claims (long, first_day) WHERE state = 'current';
CREATE INDEX claims_by_category ON claims (category, long, first_day) WHERE state = 'current';
CREATE INDEX claims_by_country ON claims (place_country, long, first_day) WHERE state = 'current' AND place_country IS NOT NULL;
CREATE INDEX claims_by_place ON claims (place_id, long, first_day) WHERE state = 'current' AND place_id IS NOT NULL;
CREATE INDEX claims_by_place_name ON claims (place_name COLLATE NOCASE, long, first_day)
  WHERE state = 'current' AND place_name IS NOT NULL;

CREATE TABLE claim_parties (
  -- Who takes part in current claims.
  claim INTEGER NOT NULL REFERENCES claims (nr) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('actor', 'recipient', 'third', 'speaker')),
  n INTEGER NOT NULL,                 -- its place on that side
  entity TEXT,                        -- Wikidata id or x:slug
  name TEXT NOT NULL,                 -- usual English name, else the words of the report
  country TEXT,                       -- ISO 3166-1 alpha-3 or PLOVER's own
  sector TEXT,
  first_day TEXT NOT NULL,            -- as in claims
  long INTEGER NOT NULL,
  PRIMARY KEY (claim, side, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_parties_by_entity ON claim_parties (entity, long, first_day) WHERE entity IS NOT NULL;
CREATE INDEX claim_parties_by_country ON claim_parties (country, long, first_day) WHERE country IS NOT NULL;

-- Where current claims took place: nr is claims.nr; bounds are rounded outward, exact degrees are in claims.
CREATE VIRTUAL TABLE claim_places USING rtree (nr, south, north, west, east);

CREATE TABLE labels (
  -- What sentences tell by users' own codebooks.
  report INTEGER NOT NULL REFERENCES reports (nr) ON DELETE CASCADE,
  coding INTEGER NOT NULL REFERENCES codings (nr),
  n INTEGER NOT NULL,
  codebook TEXT NOT NULL,
  category TEXT NOT NULL,
  confidence REAL NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (report, coding, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  -- What the claims of one or many reports say happened once.
  nr INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,            -- e-<id of its first claim>
  stale INTEGER NOT NULL DEFAULT 0,   -- 1 when its claims changed since it was made
  category TEXT NOT NULL,
  quad INTEGER NOT NULL,
  score REAL NOT NULL,
  cameo TEXT,
  polarity TEXT NOT NULL,
  tense TEXT NOT NULL,
  certainty TEXT NOT NULL,
  when_edtf TEXT,
  when_start TEXT,
  when_end TEXT,
  granularity TEXT,
  first_day TEXT NOT NULL,            -- of the period by which it is found, as in claims
  last_day TEXT NOT NULL,
  long INTEGER NOT NULL,
  place_name TEXT,
  place_id TEXT,
  place_country TEXT,
  lat REAL,
  lon REAL,
  place_precision INTEGER,
  killed_low INTEGER,
  killed INTEGER,                     -- best
  killed_high INTEGER,
  wounded_low INTEGER,
  wounded INTEGER,
  wounded_high INTEGER,
  sources INTEGER NOT NULL,           -- independent ones
  reports INTEGER NOT NULL,
  languages TEXT NOT NULL,            -- ISO 639-1, with a space between
  first TEXT,                         -- date of the first report
  last TEXT,
  confidence REAL NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX events_stale ON events (nr) WHERE stale = 1;
CREATE INDEX events_by_day ON events (long, first_day);
CREATE INDEX events_by_category ON events (category, long, first_day);
CREATE INDEX events_by_country ON events (place_country, long, first_day) WHERE place_country IS NOT NULL;
CREATE INDEX events_by_place ON events (place_id, long, first_day) WHERE place_id IS NOT NULL;
CREATE INDEX events_by_place_name ON events (place_name COLLATE NOCASE, long, first_day) WHERE place_name IS NOT NULL;

CREATE TABLE event_parties (
  -- Who takes part in events; as claim_parties.
  event INTEGER NOT NULL REFERENCES events (nr) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('actor', 'recipient', 'third')),
  n INTEGER NOT NULL,
  entity TEXT,
  name TEXT NOT NULL,
  country TEXT,
  sector TEXT,
  first_day TEXT NOT NULL,
  long INTEGER NOT NULL,
  PRIMARY KEY (event, side, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_parties_by_entity ON event_parties (entity, long, first_day) WHERE entity IS NOT NULL;
CREATE INDEX event_parties_by_country ON event_parties (country, long, first_day) WHERE country IS NOT NULL;

CREATE VIRTUAL TABLE event_places USING rtree (nr, south, north, west, east);

CREATE TABLE event_claims (
  -- Which claims tell of which event: a claim tells of one.
  claim INTEGER PRIMARY KEY REFERENCES claims (nr) ON DELETE CASCADE,
  event INTEGER NOT NULL REFERENCES events (nr) ON DELETE CASCADE,
  reasons TEXT NOT NULL               -- JSON: why
) STRICT;
CREATE INDEX event_claims_by_event ON event_claims (event);

CREATE TABLE event_ids (
  -- Ids that events had before, for links that were given out.
  id TEXT PRIMARY KEY,
  now TEXT NOT NULL,                  -- the id that took its place; follow it until events has it
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE keys (
  -- What claims of one event have in common: finds the candidates for a new claim.
  key TEXT NOT NULL,
  claim INTEGER NOT NULL REFERENCES claims (nr) ON DELETE CASCADE,
  PRIMARY KEY (key, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_by_claim ON keys (claim);

CREATE TABLE readings (
  -- What linking compares of a report and its current claims; made anew where it is missing.
  report INTEGER PRIMARY KEY REFERENCES reports (nr) ON DELETE CASCADE,
  reading BLOB NOT NULL               -- in the program's own form
) STRICT;

CREATE TABLE pairs (
  -- Current claims that were compared, a < b.
  a INTEGER NOT NULL REFERENCES claims (nr) ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES claims (nr) ON DELETE CASCADE,
  score REAL NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('merge', 'ask', 'apart')),
  reasons TEXT NOT NULL,              -- JSON: why
  PRIMARY KEY (a, b),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX pairs_by_b ON pairs (b);
CREATE INDEX pairs_to_ask ON pairs (score) WHERE verdict = 'ask';

CREATE TABLE reviews (
  -- What reviewers said. Rows are only added; `undone_by` is the one column that changes.
  nr INTEGER PRIMARY KEY,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'correct', 'false', 'accept', 'undo')),
  targets TEXT NOT NULL,              -- JSON: groups of anchors {report, trigger, event}, which outlive a new coding
  value TEXT NOT NULL,                -- JSON: the corrected fields; of an undo the number of the review
  note TEXT,
  undone_by INTEGER REFERENCES reviews (nr)
) STRICT;

CREATE TABLE review_targets (
  -- The claims that a review speaks of.
  review INTEGER NOT NULL REFERENCES reviews (nr),
  n INTEGER NOT NULL,                 -- which anchor, counted over all groups
  part INTEGER NOT NULL,              -- which group
  report TEXT NOT NULL,               -- id; the report may come later
  anchor TEXT NOT NULL,               -- JSON
  claim INTEGER REFERENCES claims (nr) ON DELETE SET NULL, -- current or false; NULL when the coding makes no such claim
  PRIMARY KEY (review, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_targets_by_report ON review_targets (report);
CREATE INDEX review_targets_by_claim ON review_targets (claim) WHERE claim IS NOT NULL;

CREATE TABLE inputs (
  -- Files and addresses that were read, and how far.
  name TEXT PRIMARY KEY,              -- path or URL
  fingerprint TEXT NOT NULL,          -- tells whether it changed since
  records INTEGER NOT NULL,           -- done, counted from its beginning, rejects too
  finished INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rejects (
  -- Records that could not be kept.
  place TEXT NOT NULL,                -- file or address, and record
  cause TEXT NOT NULL,
  remedy TEXT NOT NULL,
  input TEXT,                         -- inputs.name
  at TEXT NOT NULL,
  PRIMARY KEY (place, cause)
) STRICT, WITHOUT ROWID;
CREATE INDEX rejects_by_input ON rejects (input) WHERE input IS NOT NULL;

CREATE TABLE pages (
  -- Addresses and ids of entries that the watcher has had; they are not asked for again.
  key TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE feeds (
  -- What the watcher of feeds knows of each.
  url TEXT PRIMARY KEY,
  state TEXT NOT NULL,                -- JSON
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
