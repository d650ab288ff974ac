CREATE TABLE edge_logs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  timestamp timestamptz NOT NULL DEFAULT now(),
  level text NOT NULL, function_name text NOT NULL, event text NOT NULL,
  request_id text NOT NULL,
  provider_id text NOT NULL,            -- keeps the guide's GROUP BY free of a NULL group
  selected_provider_id text,            -- router_decision only
  latency_ms integer, total_cents integer, estimated_delivery_minutes integer,
  items_found integer, items_requested integer, score numeric(9,4),
  error text, error_code text, retryable boolean, mode text, payload jsonb);
CREATE INDEX edge_logs_fn_event_ts ON edge_logs (function_name, event, timestamp DESC);
CREATE INDEX edge_logs_provider_ts ON edge_logs (provider_id, timestamp DESC);
CREATE TABLE request_logs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  timestamp timestamptz NOT NULL DEFAULT now(),
  level text NOT NULL, function_name text NOT NULL, event text NOT NULL,
  request_id text NOT NULL, user_ref text, http_status integer,
  total_latency_ms integer, error_code text, payload jsonb);
CREATE INDEX request_logs_fn_event_ts ON request_logs (function_name, event, timestamp DESC);
