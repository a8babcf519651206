-- Events of other data sets. `docs/import.md` explains them. They are never among the store's own events: `imported` is to `events` what `imported_parties` is to
-- `event_parties`, and each row tells its data set.

CREATE TABLE datasets (
  -- Data sets that were imported.
  nr INTEGER PRIMARY KEY,
  label TEXT NOT NULL UNIQUE,         -- what it is asked for by
  format TEXT NOT NULL,               -- gdelt | gdelt1 | polecat | icews | acled | ged
  loading INTEGER NOT NULL,           -- 1 while an import is under way, or after one that was broken off
  events INTEGER NOT NULL,            -- how many it has
  first_day TEXT,                     -- of those not longer than a year
  last_day TEXT,
  at TEXT NOT NULL                    -- when something last came in
) STRICT;

CREATE TABLE imported (
  -- Events of data sets, in PLOVER's words.
  nr INTEGER PRIMARY KEY,             -- dataset * 2^40 and the id, where that is a number below 2^39; else dataset * 2^40 + 2^39 and a count
  dataset INTEGER NOT NULL REFERENCES datasets (nr),
  id TEXT,                            -- in the data set; NULL where nr tells it
  digest INTEGER NOT NULL,            -- of the row it came from
  root INTEGER NOT NULL,              -- 0 when it is told in passing: it moves no relation
  category TEXT NOT NULL,             -- as in events
  quad INTEGER NOT NULL,
  score REAL NOT NULL,
  mode TEXT,
  context TEXT,                       -- with a space between
  cameo TEXT,
  polarity TEXT NOT NULL GENERATED ALWAYS AS ('affirmed') VIRTUAL,
  tense TEXT NOT NULL GENERATED ALWAYS AS ('past') VIRTUAL,
  certainty TEXT NOT NULL GENERATED ALWAYS AS ('asserted') VIRTUAL,
  first_day TEXT NOT NULL,            -- of when it was
  last_day TEXT NOT NULL,
  granularity TEXT NOT NULL,
  long INTEGER NOT NULL,
  place_name TEXT,
  place_id TEXT,
  place_country TEXT,
  lat REAL,
  lon REAL,
  place_precision INTEGER,
  killed_low INTEGER,
  killed INTEGER,
  killed_high INTEGER,
  killed_of TEXT,                     -- JSON: [[side, killed], …], where it is told
  sources INTEGER NOT NULL,           -- by the data set's own count
  mentions INTEGER,
  published TEXT,                     -- day of the news
  language TEXT,
  url INTEGER,                        -- imported_texts.nr
  publisher INTEGER,                  -- imported_texts.nr
  confidence REAL NOT NULL GENERATED ALWAYS AS (1.0) VIRTUAL -- what a data set tells is taken as told
) STRICT;
CREATE UNIQUE INDEX imported_by_id ON imported (dataset, id) WHERE id IS NOT NULL;

CREATE TABLE imported_parties (
  -- Who takes part in them; as event_parties.
  imported INTEGER NOT NULL REFERENCES imported (nr) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
  n INTEGER NOT NULL,
  entity TEXT,
  name TEXT NOT NULL,                 -- as the data set has it
  country TEXT,
  sector TEXT,
  dataset INTEGER NOT NULL,
  first_day TEXT NOT NULL,
  long INTEGER NOT NULL,
  PRIMARY KEY (imported, side, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE imported_texts (
  -- Addresses and publishers, which many events share.
  nr INTEGER PRIMARY KEY,
  dataset INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- What linking compares of a claim has a field more: readings are made anew.
DELETE FROM readings;
