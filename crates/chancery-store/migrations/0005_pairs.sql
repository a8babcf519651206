-- A pair that nobody is asked about counts as nothing and is not kept, and a pair no longer refers to the rows of its claims: to look up the row of
-- an old claim for each of its pairs took as long as to write the pair. Claims are compared anew when they are next linked.
CREATE TABLE compared (
  -- Current claims that were compared and may be of one event, a < b: numbers of rows of claims.
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  score REAL NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('merge', 'ask')),
  reasons TEXT NOT NULL,              -- JSON: why
  PRIMARY KEY (b, a),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
INSERT INTO compared SELECT a, b, score, verdict, reasons FROM pairs WHERE verdict <> 'apart' ORDER BY b, a;
DROP TABLE pairs;
ALTER TABLE compared RENAME TO pairs;
CREATE INDEX pairs_by_a ON pairs (a);
-- By thousandths: what is added stands at the ends of some hundred stretches, not all over the index.
CREATE INDEX pairs_to_ask ON pairs (CAST(score * 1000 AS INTEGER)) WHERE verdict = 'ask';

UPDATE claims SET linked = 0 WHERE linked = 1;
