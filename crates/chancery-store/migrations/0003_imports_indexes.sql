-- Made after rows came into empty tables: that is faster than to keep them up row by row.
CREATE INDEX IF NOT EXISTS imported_by_day ON imported (dataset, long, first_day);
CREATE INDEX IF NOT EXISTS imported_parties_by_country ON imported_parties (country, dataset, long, first_day) WHERE country IS NOT NULL;
CREATE INDEX IF NOT EXISTS imported_parties_by_entity ON imported_parties (entity, dataset, long, first_day) WHERE entity IS NOT NULL;
