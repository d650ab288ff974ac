CREATE TABLE signalbox_audit (
  id bigint PRIMARY KEY,
  at_ms bigint NOT NULL,
  actor text NOT NULL, role text NOT NULL, address text NOT NULL,
  act text NOT NULL, target text NOT NULL,
  before_text text NOT NULL, after_text text NOT NULL, reason text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
  hash text NOT NULL);                   -- SHA-256 over the entry and the hash before it
CREATE INDEX signalbox_audit_at ON signalbox_audit (at_ms);
CREATE TABLE signalbox_audit_head (      -- one row, made with the first entry: who appends locks it
  one integer PRIMARY KEY CHECK (one = 1),
  id bigint NOT NULL, hash text NOT NULL,
  anchor_id bigint NOT NULL, anchor_hash text NOT NULL); -- the newest entry that retention has cut
CREATE TABLE signalbox_idempotency (
  actor text NOT NULL, key text NOT NULL,
  body_hash text NOT NULL, answer text NOT NULL, at_ms bigint NOT NULL,
  PRIMARY KEY (actor, key));
CREATE INDEX signalbox_idempotency_at ON signalbox_idempotency (at_ms);
CREATE TABLE signalbox_operators (
  name text PRIMARY KEY,
  role text NOT NULL CHECK (role IN ('viewer', 'approver', 'operator', 'admin')),
  token_hash text NOT NULL UNIQUE,       -- SHA-256, hex; the token itself is kept nowhere
  addresses text NOT NULL,               -- JSON array: where approvals reach this person
  created_ms bigint NOT NULL, created_by text NOT NULL,
  last_seen_ms bigint, revoked_ms bigint);
CREATE UNIQUE INDEX signalbox_operators_name ON signalbox_operators (lower(name));
