CREATE TABLE edge_logs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  timestamp TEXT NOT NULL,              -- RFC 3339 UTC, ms
  level TEXT NOT NULL, function_name TEXT NOT NULL, event TEXT NOT NULL,
  request_id TEXT NOT NULL,
  provider_id TEXT NOT NULL,            -- keeps the guide's GROUP BY free of a NULL group
  selected_provider_id TEXT,            -- router_decision only
  latency_ms INTEGER, total_cents INTEGER, estimated_delivery_minutes INTEGER,
  items_found INTEGER, items_requested INTEGER, score NUMERIC,
  error TEXT, error_code TEXT, retryable INTEGER, mode TEXT, payload TEXT);
CREATE INDEX edge_logs_fn_event_ts ON edge_logs (function_name, event, timestamp DESC);
CREATE INDEX edge_logs_provider_ts ON edge_logs (provider_id, timestamp DESC);
CREATE TABLE request_logs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  timestamp TEXT NOT NULL,
  level TEXT NOT NULL, function_name TEXT NOT NULL, event TEXT NOT NULL,
  request_id TEXT NOT NULL, user_ref TEXT, http_status INTEGER,
  total_latency_ms INTEGER, error_code TEXT, payload TEXT);
CREATE INDEX request_logs_fn_event_ts ON request_logs (function_name, event, timestamp DESC);
