CREATE TABLE signalbox_alerts (          -- alerts that fire, are acknowledged or shelved, and past ones
  id TEXT NOT NULL, since_ms INTEGER NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL,                    -- JSON
  PRIMARY KEY (id, since_ms));
