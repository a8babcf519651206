-- Alerts: what rules were asked to tell of, told once. `docs/alerts.md` explains them.

CREATE TABLE event_changes (
  -- Which events changed last: every change of an event gives it the next number.
  nr INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice
  event INTEGER NOT NULL UNIQUE REFERENCES events (nr) ON DELETE CASCADE
) STRICT;
INSERT INTO event_changes (event) SELECT nr FROM events ORDER BY nr;

CREATE TABLE alert_rules (
  -- Rules that were run.
  nr INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  asks TEXT NOT NULL,                 -- JSON of what it asks; a rule that asks something else begins anew
  reports INTEGER NOT NULL,           -- reports.nr: what only reports up to this one tell was there before
  changes INTEGER NOT NULL,           -- event_changes.nr: changes up to this one were looked at
  at TEXT NOT NULL                    -- when it began
) STRICT;

CREATE TABLE alert_claims (
  -- Claims of events that a rule fired for, or that were there before it. An event with one of these does not fire, whatever its id. They
  -- are found again after a new coding by the words that carry the act.
  rule INTEGER NOT NULL REFERENCES alert_rules (nr) ON DELETE CASCADE,
  report INTEGER NOT NULL REFERENCES reports (nr) ON DELETE CASCADE,
  claim INTEGER NOT NULL,             -- claims.nr, also when that is gone
  coding INTEGER NOT NULL,            -- codings.nr, likewise
  trigger_start INTEGER NOT NULL,     -- as in claims
  trigger_end INTEGER NOT NULL,
  fired INTEGER NOT NULL,             -- 1 when the rule fired; 0 when the event was there before
  PRIMARY KEY (rule, report, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE alert_shifts (
  -- The same of shifts: another in the same direction, whose interval overlaps, is the same shift.
  rule INTEGER NOT NULL REFERENCES alert_rules (nr) ON DELETE CASCADE,
  dyad TEXT NOT NULL,                 -- ids of the two, with a space between
  course TEXT NOT NULL,               -- closer | further apart
  first TEXT NOT NULL,                -- days between which it lies
  last TEXT NOT NULL,
  fired INTEGER NOT NULL,
  PRIMARY KEY (rule, dyad, course, first, last)
) STRICT, WITHOUT ROWID;

CREATE TABLE alerts (
  -- What was fired.
  nr INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,            -- digest of rule and key
  rule TEXT NOT NULL,                 -- its name
  key TEXT NOT NULL,                  -- what fired it: event and the place of its first words, or dyad, direction and interval
  event TEXT,                         -- events.id as it was; follow event_ids
  at TEXT NOT NULL,
  json TEXT NOT NULL                  -- the alert
) STRICT;
CREATE INDEX alerts_by_rule ON alerts (rule, nr);

CREATE TABLE alert_deliveries (
  -- Where alerts go. Written with the alert, so that none is lost between.
  alert INTEGER NOT NULL REFERENCES alerts (nr) ON DELETE CASCADE,
  target TEXT NOT NULL,               -- its name
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at TEXT,                       -- when to try next; NULL when it was delivered or given up
  delivered_at TEXT,
  fault TEXT,                         -- why the last attempt failed
  PRIMARY KEY (target, alert)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_deliveries_by_alert ON alert_deliveries (alert);
CREATE INDEX alert_deliveries_waiting ON alert_deliveries (target, next_at) WHERE next_at IS NOT NULL;
