CREATE TABLE approval_candidates (
  id text PRIMARY KEY,
  brand_id text NOT NULL, platform text NOT NULL, source_ref text NOT NULL,
  proposed_text text NOT NULL, persona text NOT NULL, context_url text NOT NULL,
  risk_flags text NOT NULL,              -- JSON array
  deadline_sec bigint NOT NULL,
  owner_whatsapp text, owner_imessage text, submitted_by text,
  request text NOT NULL,                 -- canonical JSON of the request's fields
  content_hash text NOT NULL,            -- SHA-256 of it
  required_approvals bigint NOT NULL, allow_edit bigint NOT NULL,
  escalation text NOT NULL,              -- JSON array of steps: after_sec and the ids of who is asked
  state text NOT NULL CHECK (state IN ('new', 'prompted', 'approved', 'edited', 'rejected', 'expired', 'cancelled')),
  revision bigint NOT NULL, current_text text NOT NULL,
  edited_by text NOT NULL,               -- approver id of the last edit, or empty
  created_ms bigint NOT NULL, prompted_ms bigint, deadline_ms bigint NOT NULL, decided_ms bigint,
  decision text, final_text text, decider text, latency_ms bigint,
  edit_diff text, reason text,
  escalation_step bigint NOT NULL,       -- the last step that has joined
  next_escalation_ms bigint);            -- when the next one joins; NULL = none
CREATE INDEX approval_candidates_deadline ON approval_candidates (deadline_ms) WHERE state IN ('new', 'prompted');
CREATE INDEX approval_candidates_escalation ON approval_candidates (next_escalation_ms)
  WHERE next_escalation_ms IS NOT NULL AND state IN ('new', 'prompted');
CREATE INDEX approval_candidates_decided ON approval_candidates (decided_ms) WHERE decided_ms IS NOT NULL;
CREATE INDEX approval_candidates_created ON approval_candidates (created_ms, id);
CREATE TABLE approval_approvers (
  candidate_id text NOT NULL, approver_id text NOT NULL,
  position bigint NOT NULL,
  whatsapp text, imessage text,          -- normalised, as inbound senders are
  origin text NOT NULL CHECK (origin IN ('owner', 'policy', 'escalation')),
  step bigint NOT NULL,                  -- entitled from this step on; 0: from the start
  PRIMARY KEY (candidate_id, approver_id));
CREATE INDEX approval_approvers_whatsapp ON approval_approvers (whatsapp) WHERE whatsapp IS NOT NULL;
CREATE INDEX approval_approvers_imessage ON approval_approvers (imessage) WHERE imessage IS NOT NULL;
CREATE TABLE approval_votes (
  candidate_id text NOT NULL, revision bigint NOT NULL, approver_id text NOT NULL,
  action text NOT NULL CHECK (action IN ('approve', 'edit', 'skip')),
  counts bigint NOT NULL,                -- 0: of the submitter
  text_hash text NOT NULL, channel text NOT NULL, inbound_id text NOT NULL, at_ms bigint NOT NULL,
  PRIMARY KEY (candidate_id, revision, approver_id));
CREATE TABLE approval_shown (            -- who asked for the full text and got it
  candidate_id text NOT NULL, revision bigint NOT NULL, approver_id text NOT NULL,
  PRIMARY KEY (candidate_id, revision, approver_id));
CREATE TABLE approval_prompts (
  candidate_id text NOT NULL, revision bigint NOT NULL, approver_id text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('whatsapp', 'imessage')),
  kind text NOT NULL CHECK (kind IN ('prompt', 'revision', 'escalation')),
  step bigint NOT NULL,
  brand_id text NOT NULL, address text NOT NULL,
  status text NOT NULL CHECK (status IN ('held', 'pending', 'sending', 'sent', 'delivered', 'read', 'failed',
    'outside_window', 'unknown')),
  priority bigint NOT NULL,              -- 0: escalations, before all others
  queued_ms bigint NOT NULL,             -- of the candidate: the order within a bucket
  attempt_id text, attempts bigint NOT NULL, attempt_ms bigint,
  lease_ms bigint,                       -- until when the sender has it
  not_before_ms bigint NOT NULL,
  template bigint NOT NULL,              -- 1: goes or went out as the approved template
  shown bigint NOT NULL,                 -- 1: the full text went out with it
  parts bigint NOT NULL, part_limit bigint NOT NULL,
  provider_sid text, error_code text, sent_ms bigint, updated_ms bigint NOT NULL,
  PRIMARY KEY (candidate_id, revision, approver_id, channel, kind));
CREATE INDEX approval_prompts_held ON approval_prompts (channel, brand_id, priority, queued_ms, candidate_id)
  WHERE status = 'held';
CREATE INDEX approval_prompts_due ON approval_prompts (not_before_ms) WHERE status = 'pending';
CREATE INDEX approval_prompts_sending ON approval_prompts (lease_ms) WHERE status = 'sending';
CREATE TABLE approval_messages (         -- what a provider has accepted, by its own id
  sid text PRIMARY KEY,
  candidate_id text, revision bigint, approver_id text, channel text, kind text, -- NULL: not recorded as sent yet
  part bigint NOT NULL, address text NOT NULL,
  status text NOT NULL, error_code text, at_ms bigint NOT NULL);
CREATE INDEX approval_messages_candidate ON approval_messages (candidate_id);
CREATE INDEX approval_messages_stray ON approval_messages (at_ms) WHERE candidate_id IS NULL;
CREATE TABLE approval_inbound (
  channel text NOT NULL, message_id text NOT NULL,
  sender text NOT NULL, command text NOT NULL, candidate_id text NOT NULL,
  answer text NOT NULL,                  -- JSON: given again when the message comes again
  at_ms bigint NOT NULL,
  PRIMARY KEY (channel, message_id));
CREATE INDEX approval_inbound_at ON approval_inbound (at_ms);
CREATE TABLE approval_outbox (
    webhook_id TEXT PRIMARY KEY,
    subject TEXT UNIQUE,
    target TEXT NOT NULL,
    body BYTEA NOT NULL,
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
  id text PRIMARY KEY,
  brand_id text NOT NULL, platform text NOT NULL, proposed_text text NOT NULL, state text NOT NULL,
  created_ms bigint NOT NULL, decided_ms bigint,
  decision text, final_text text, decider text, latency_ms bigint);
CREATE INDEX approval_activity_brand ON approval_activity (brand_id, created_ms, id);
CREATE INDEX approval_activity_decided ON approval_activity (decided_ms);
CREATE TABLE approval_audit_chain (      -- append-only
  seq bigint PRIMARY KEY,
  ts text NOT NULL, type text NOT NULL, candidate_id text, actor text NOT NULL,
  data_hash text NOT NULL, prev_hash text NOT NULL, hash text NOT NULL);
CREATE INDEX approval_audit_chain_candidate ON approval_audit_chain (candidate_id, seq);
CREATE TABLE approval_audit_data (       -- may be purged without breaking the chain
  seq bigint PRIMARY KEY,
  salt text NOT NULL, details text NOT NULL, at_ms bigint NOT NULL);
CREATE INDEX approval_audit_data_at ON approval_audit_data (at_ms);
CREATE TABLE approval_audit_head (       -- one row, made with the first entry: who appends locks it
  one bigint PRIMARY KEY CHECK (one = 1),
  seq bigint NOT NULL, hash text NOT NULL);
CREATE TABLE approval_wa_windows (
  address text PRIMARY KEY, at_ms bigint NOT NULL);
CREATE TABLE approval_pending_edits (
  address text PRIMARY KEY,
  candidate_id text NOT NULL, revision bigint NOT NULL, expires_ms bigint NOT NULL);
CREATE FUNCTION approval_audit_chain_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit chain is append-only';
END
$$;
CREATE TRIGGER approval_audit_chain_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON approval_audit_chain
  FOR EACH STATEMENT EXECUTE FUNCTION approval_audit_chain_refuse();
REVOKE UPDATE, DELETE, TRUNCATE ON approval_audit_chain FROM PUBLIC, CURRENT_USER;
