-- Counting what is open and what waits reads the index alone, as in SQLite.
DROP INDEX approval_candidates_deadline;
CREATE INDEX approval_candidates_deadline ON approval_candidates (deadline_ms, state) WHERE state IN ('new', 'prompted');
DROP INDEX approval_prompts_held;
CREATE INDEX approval_prompts_held ON approval_prompts (channel, brand_id, priority, queued_ms, candidate_id, status)
  WHERE status = 'held';
