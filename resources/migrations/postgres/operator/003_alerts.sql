CREATE TABLE signalbox_alerts (          -- alerts that fire, are acknowledged or shelved, and past ones
  id text NOT NULL, since_ms bigint NOT NULL,
  state text NOT NULL,
  body text NOT NULL,                    -- JSON
  PRIMARY KEY (id, since_ms));
