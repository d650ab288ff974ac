CREATE TABLE signalbox_revisions (       -- never edited, never deleted
  number bigint PRIMARY KEY,
  parent bigint NOT NULL,
  at_ms bigint NOT NULL,
  actor text NOT NULL, role text NOT NULL, reason text NOT NULL,
  changes text NOT NULL,                 -- JSON; secrets as fingerprints
  rollback_of bigint, guard_id text, timer_id text,
  hash text NOT NULL);                   -- SHA-256 over the revision and the hash before it
CREATE TABLE signalbox_overrides (       -- what all revisions together say now
  setting text PRIMARY KEY,
  text text NOT NULL,                    -- empty for a secret
  shown text NOT NULL, secret_ref bigint NOT NULL,
  revision bigint NOT NULL, actor text NOT NULL, at_ms bigint NOT NULL);
CREATE TABLE signalbox_secrets (         -- AES-256-GCM under the store key; not part of a backup
  setting text NOT NULL, revision bigint NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (setting, revision));
CREATE TABLE signalbox_guards (
  id text PRIMARY KEY,
  revision bigint NOT NULL, state text NOT NULL,
  body text NOT NULL);                   -- JSON
CREATE INDEX signalbox_guards_revision ON signalbox_guards (revision);
CREATE TABLE signalbox_replicas (
  instance text PRIMARY KEY, at_ms bigint NOT NULL, revision bigint NOT NULL);
