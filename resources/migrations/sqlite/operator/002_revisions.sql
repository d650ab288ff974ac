CREATE TABLE signalbox_revisions (       -- never edited, never deleted
  number INTEGER PRIMARY KEY,
  parent INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL, role TEXT NOT NULL, reason TEXT NOT NULL,
  changes TEXT NOT NULL,                 -- JSON; secrets as fingerprints
  rollback_of INTEGER, guard_id TEXT, timer_id TEXT,
  hash TEXT NOT NULL);                   -- SHA-256 over the revision and the hash before it
CREATE TABLE signalbox_overrides (       -- what all revisions together say now
  setting TEXT PRIMARY KEY,
  text TEXT NOT NULL,                    -- empty for a secret
  shown TEXT NOT NULL, secret_ref INTEGER NOT NULL,
  revision INTEGER NOT NULL, actor TEXT NOT NULL, at_ms INTEGER NOT NULL);
CREATE TABLE signalbox_secrets (         -- AES-256-GCM under the store key; not part of a backup
  setting TEXT NOT NULL, revision INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (setting, revision));
CREATE TABLE signalbox_guards (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL, state TEXT NOT NULL,
  body TEXT NOT NULL);                   -- JSON
CREATE INDEX signalbox_guards_revision ON signalbox_guards (revision);
CREATE TABLE signalbox_replicas (
  instance TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, revision INTEGER NOT NULL);
