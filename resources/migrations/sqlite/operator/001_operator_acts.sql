CREATE TABLE signalbox_audit (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL, role TEXT NOT NULL, address TEXT NOT NULL,
  act TEXT NOT NULL, target TEXT NOT NULL,
  before_text TEXT NOT NULL, after_text TEXT NOT NULL, reason TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
  hash TEXT NOT NULL);                   -- SHA-256 over the entry and the hash before it
CREATE INDEX signalbox_audit_at ON signalbox_audit (at_ms);
CREATE TABLE signalbox_audit_head (      -- one row, made with the first entry: who appends locks it
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id INTEGER NOT NULL, hash TEXT NOT NULL,
  anchor_id INTEGER NOT NULL, anchor_hash TEXT NOT NULL); -- the newest entry that retention has cut
CREATE TABLE signalbox_idempotency (
  actor TEXT NOT NULL, key TEXT NOT NULL,
  body_hash TEXT NOT NULL, answer TEXT NOT NULL, at_ms INTEGER NOT NULL,
  PRIMARY KEY (actor, key));
CREATE INDEX signalbox_idempotency_at ON signalbox_idempotency (at_ms);
CREATE TABLE signalbox_operators (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('viewer', 'approver', 'operator', 'admin')),
  token_hash TEXT NOT NULL UNIQUE,       -- SHA-256, hex; the token itself is kept nowhere
  addresses TEXT NOT NULL,               -- JSON array: where approvals reach this person
  created_ms INTEGER NOT NULL, created_by TEXT NOT NULL,
  last_seen_ms INTEGER, revoked_ms INTEGER);
CREATE UNIQUE INDEX signalbox_operators_name ON signalbox_operators (lower(name));
