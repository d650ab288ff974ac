CREATE TABLE provider_metrics (
  provider_id TEXT PRIMARY KEY,
  provider_name TEXT NOT NULL,
  total_orders INTEGER NOT NULL DEFAULT 0, successful_orders INTEGER NOT NULL DEFAULT 0,
  failed_orders INTEGER NOT NULL DEFAULT 0, cancelled_orders INTEGER NOT NULL DEFAULT 0,
  total_gmv NUMERIC NOT NULL DEFAULT 0, total_commission NUMERIC NOT NULL DEFAULT 0,
  success_rate NUMERIC, avg_margin_rate NUMERIC,
  last_order_at TEXT, updated_at TEXT);
CREATE TABLE order_outcomes (
  order_id TEXT NOT NULL, provider_id TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('success', 'failed', 'cancelled')),
  total_value NUMERIC, commission NUMERIC, actual_delivery_minutes INTEGER,
  items_ordered INTEGER NOT NULL, items_delivered INTEGER, user_rating INTEGER, issues TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (order_id, provider_id));
CREATE TABLE commerce_routings (
  jti TEXT PRIMARY KEY,
  request_id TEXT NOT NULL, user_id TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('pending', 'confirming', 'confirmed', 'cancelled')),
  created_ms INTEGER NOT NULL, confirming_until_ms INTEGER NOT NULL DEFAULT 0, attempt INTEGER NOT NULL DEFAULT 0,
  record TEXT NOT NULL, answer TEXT);
CREATE INDEX commerce_routings_created ON commerce_routings (created_ms);
