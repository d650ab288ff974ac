CREATE TABLE provider_metrics (
  provider_id text PRIMARY KEY,
  provider_name text NOT NULL,
  total_orders integer NOT NULL DEFAULT 0, successful_orders integer NOT NULL DEFAULT 0,
  failed_orders integer NOT NULL DEFAULT 0, cancelled_orders integer NOT NULL DEFAULT 0,
  total_gmv numeric(14,2) NOT NULL DEFAULT 0, total_commission numeric(14,4) NOT NULL DEFAULT 0,
  success_rate numeric(5,2), avg_margin_rate numeric(5,2),
  last_order_at timestamptz, updated_at timestamptz);
CREATE TABLE order_outcomes (
  order_id text NOT NULL, provider_id text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('success', 'failed', 'cancelled')),
  total_value numeric(14,2), commission numeric(14,4), actual_delivery_minutes integer,
  items_ordered integer NOT NULL, items_delivered integer, user_rating integer, issues text[],
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (order_id, provider_id));
CREATE TABLE commerce_routings (
  jti text PRIMARY KEY,
  request_id text NOT NULL, user_id text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('pending', 'confirming', 'confirmed', 'cancelled')),
  created_ms bigint NOT NULL, confirming_until_ms bigint NOT NULL DEFAULT 0, attempt integer NOT NULL DEFAULT 0,
  record text NOT NULL, answer text);
CREATE INDEX commerce_routings_created ON commerce_routings (created_ms);
