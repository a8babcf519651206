-- Keys begin with their stretch of days and tell the report, and a pair is filed under the later of its claims: what comes in a day stands
-- together in the file. Claims are filed anew under them when they are next linked; what was found of their pairs stays.
DROP TABLE keys;
CREATE TABLE keys (
  -- What claims of one event have in common: finds the candidates for a new claim.
  key INTEGER NOT NULL,
  claim INTEGER NOT NULL REFERENCES claims (nr) ON DELETE CASCADE,
  report INTEGER NOT NULL,            -- the claim's
  PRIMARY KEY (key, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_by_claim ON keys (claim);

CREATE TABLE compared (
  -- Current claims that were compared, a < b.
  a INTEGER NOT NULL REFERENCES claims (nr) ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES claims (nr) ON DELETE CASCADE,
  score REAL NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('merge', 'ask', 'apart')),
  reasons TEXT NOT NULL,              -- JSON: why
  PRIMARY KEY (b, a),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
INSERT INTO compared SELECT a, b, score, verdict, reasons FROM pairs ORDER BY b, a;
DROP TABLE pairs;
ALTER TABLE compared RENAME TO pairs;
CREATE INDEX pairs_by_a ON pairs (a);
CREATE INDEX pairs_to_ask ON pairs (score) WHERE verdict = 'ask';

UPDATE claims SET linked = 0 WHERE linked = 1;
