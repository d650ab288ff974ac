CREATE TABLE approval_candidates (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL, platform TEXT NOT NULL, source_ref TEXT NOT NULL,
  proposed_text TEXT NOT NULL, persona TEXT NOT NULL, context_url TEXT NOT NULL,
  risk_flags TEXT NOT NULL,              -- JSON array
  deadline_sec INTEGER NOT NULL,
  owner_whatsapp TEXT, owner_imessage TEXT, submitted_by TEXT,
  request TEXT NOT NULL,                 -- canonical JSON of the request's fields
  content_hash TEXT NOT NULL,            -- SHA-256 of it
  required_approvals INTEGER NOT NULL, allow_edit INTEGER NOT NULL,
  escalation TEXT NOT NULL,              -- JSON array of steps: after_sec and the ids of who is asked
  state TEXT NOT NULL CHECK (state IN ('new', 'prompted', 'approved', 'edited', 'rejected', 'expired', 'cancelled')),
  revision INTEGER NOT NULL, current_text TEXT NOT NULL,
  edited_by TEXT NOT NULL,               -- approver id of the last edit, or empty
  created_ms INTEGER NOT NULL, prompted_ms INTEGER, deadline_ms INTEGER NOT NULL, decided_ms INTEGER,
  decision TEXT, final_text TEXT, decider TEXT, latency_ms INTEGER,
  edit_diff TEXT, reason TEXT,
  escalation_step INTEGER NOT NULL,       -- the last step that has joined
  next_escalation_ms INTEGER);            -- when the next one joins; NULL = none
CREATE INDEX approval_candidates_deadline ON approval_candidates (deadline_ms) WHERE state IN ('new', 'prompted');
CREATE INDEX approval_candidates_escalation ON approval_candidates (next_escalation_ms)
  WHERE next_escalation_ms IS NOT NULL AND state IN ('new', 'prompted');
CREATE INDEX approval_candidates_decided ON approval_candidates (decided_ms) WHERE decided_ms IS NOT NULL;
CREATE INDEX approval_candidates_created ON approval_candidates (created_ms, id);
CREATE TABLE approval_approvers (
  candidate_id TEXT NOT NULL, approver_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  whatsapp TEXT, imessage TEXT,          -- normalised, as inbound senders are
  origin TEXT NOT NULL CHECK (origin IN ('owner', 'policy', 'escalation')),
  step INTEGER NOT NULL,                  -- entitled from this step on; 0: from the start
  PRIMARY KEY (candidate_id, approver_id));
CREATE INDEX approval_approvers_whatsapp ON approval_approvers (whatsapp) WHERE whatsapp IS NOT NULL;
CREATE INDEX approval_approvers_imessage ON approval_approvers (imessage) WHERE imessage IS NOT NULL;
CREATE TABLE approval_votes (
  candidate_id TEXT NOT NULL, revision INTEGER NOT NULL, approver_id TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('approve', 'edit', 'skip')),
  counts INTEGER NOT NULL,                -- 0: of the submitter
  text_hash TEXT NOT NULL, channel TEXT NOT NULL, inbound_id TEXT NOT NULL, at_ms INTEGER NOT NULL,
  PRIMARY KEY (candidate_id, revision, approver_id));
CREATE TABLE approval_shown (            -- who asked for the full text and got it
  candidate_id TEXT NOT NULL, revision INTEGER NOT NULL, approver_id TEXT NOT NULL,
  PRIMARY KEY (candidate_id, revision, approver_id));
CREATE TABLE approval_prompts (
  candidate_id TEXT NOT NULL, revision INTEGER NOT NULL, approver_id TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('whatsapp', 'imessage')),
  kind TEXT NOT NULL CHECK (kind IN ('prompt', 'revision', 'escalation')),
  step INTEGER NOT NULL,
  brand_id TEXT NOT NULL, address TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('held', 'pending', 'sending', 'sent', 'delivered', 'read', 'failed',
    'outside_window', 'unknown')),
  priority INTEGER NOT NULL,              -- 0: escalations, before all others
  queued_ms INTEGER NOT NULL,             -- of the candidate: the order within a bucket
  attempt_id TEXT, attempts INTEGER NOT NULL, attempt_ms INTEGER,
  lease_ms INTEGER,                       -- until when the sender has it
  not_before_ms INTEGER NOT NULL,
  template INTEGER NOT NULL,              -- 1: goes or went out as the approved template
  shown INTEGER NOT NULL,                 -- 1: the full text went out with it
  parts INTEGER NOT NULL, part_limit INTEGER NOT NULL,
  provider_sid TEXT, error_code TEXT, sent_ms INTEGER, updated_ms INTEGER NOT NULL,
  PRIMARY KEY (candidate_id, revision, approver_id, channel, kind));
CREATE INDEX approval_prompts_held ON approval_prompts (channel, brand_id, priority, queued_ms, candidate_id)
  WHERE status = 'held';
CREATE INDEX approval_prompts_due ON approval_prompts (not_before_ms) WHERE status = 'pending';
CREATE INDEX approval_prompts_sending ON approval_prompts (lease_ms) WHERE status = 'sending';
CREATE TABLE approval_messages (         -- what a provider has accepted, by its own id
  sid TEXT PRIMARY KEY,
  candidate_id TEXT, revision INTEGER, approver_id TEXT, channel TEXT, kind TEXT, -- NULL: not recorded as sent yet
  part INTEGER NOT NULL, address TEXT NOT NULL,
  status TEXT NOT NULL, error_code TEXT, at_ms INTEGER NOT NULL);
CREATE INDEX approval_messages_candidate ON approval_messages (candidate_id);
CREATE INDEX approval_messages_stray ON approval_messages (at_ms) WHERE candidate_id IS NULL;
CREATE TABLE approval_inbound (
  channel TEXT NOT NULL, message_id TEXT NOT NULL,
  sender TEXT NOT NULL, command TEXT NOT NULL, candidate_id TEXT NOT NULL,
  answer TEXT NOT NULL,                  -- JSON: given again when the message comes again
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (channel, message_id));
CREATE INDEX approval_inbound_at ON approval_inbound (at_ms);
CREATE TABLE approval_outbox (
    webhook_id TEXT PRIMARY KEY,
    subject TEXT UNIQUE,
    target TEXT NOT NULL,
    body BLOB NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'dead')),
    attempts INTEGER NOT NULL DEFAULT 0,
    step INTEGER NOT NULL DEFAULT 0,
    next_attempt_at BIGINT NOT NULL,
    scheduled_at BIGINT NOT NULL,
    lease_owner TEXT,
    lease_until BIGINT,
    last_status INTEGER NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    delivered_at BIGINT,
    dead_at BIGINT,
    held INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX approval_outbox_due ON approval_outbox (next_attempt_at) WHERE state = 'pending';
CREATE INDEX approval_outbox_scheduled ON approval_outbox (scheduled_at) WHERE state = 'pending';
CREATE INDEX approval_outbox_listed ON approval_outbox (state, created_at, webhook_id);
CREATE TABLE approval_activity (
  id TEXT PRIMARY KEY,
  brand_id TEXT NOT NULL, platform TEXT NOT NULL, proposed_text TEXT NOT NULL, state TEXT NOT NULL,
  created_ms INTEGER NOT NULL, decided_ms INTEGER,
  decision TEXT, final_text TEXT, decider TEXT, latency_ms INTEGER);
CREATE INDEX approval_activity_brand ON approval_activity (brand_id, created_ms, id);
CREATE INDEX approval_activity_decided ON approval_activity (decided_ms);
CREATE TABLE approval_audit_chain (      -- append-only
  seq INTEGER PRIMARY KEY,
  ts TEXT NOT NULL, type TEXT NOT NULL, candidate_id TEXT, actor TEXT NOT NULL,
  data_hash TEXT NOT NULL, prev_hash TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX approval_audit_chain_candidate ON approval_audit_chain (candidate_id, seq);
CREATE TABLE approval_audit_data (       -- may be purged without breaking the chain
  seq INTEGER PRIMARY KEY,
  salt TEXT NOT NULL, details TEXT NOT NULL, at_ms INTEGER NOT NULL);
CREATE INDEX approval_audit_data_at ON approval_audit_data (at_ms);
CREATE TABLE approval_audit_head (       -- one row, made with the first entry: who appends locks it
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL, hash TEXT NOT NULL);
CREATE TABLE approval_wa_windows (
  address TEXT PRIMARY KEY, at_ms INTEGER NOT NULL);
CREATE TABLE approval_pending_edits (
  address TEXT PRIMARY KEY,
  candidate_id TEXT NOT NULL, revision INTEGER NOT NULL, expires_ms INTEGER NOT NULL);
CREATE TRIGGER approval_audit_chain_no_update BEFORE UPDATE ON approval_audit_chain
BEGIN
  SELECT RAISE(ABORT, 'the audit chain is append-only');
END;
CREATE TRIGGER approval_audit_chain_no_delete BEFORE DELETE ON approval_audit_chain
BEGIN
  SELECT RAISE(ABORT, 'the audit chain is append-only');
END;
