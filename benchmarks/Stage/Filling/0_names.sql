-- Everything has its number, from which its id follows: whoever knows the number can ask for it. The ids look like what the product made on an earlier day.
CREATE SCHEMA IF NOT EXISTS benchmarks;
GRANT USAGE ON SCHEMA benchmarks TO retention_app;

CREATE OR REPLACE FUNCTION benchmarks.customer_id(number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
$$ SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$;
CREATE OR REPLACE FUNCTION benchmarks.order_id(number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
$$ SELECT ('01910000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$;
CREATE OR REPLACE FUNCTION benchmarks.line_id(number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
$$ SELECT ('01920000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$;
CREATE OR REPLACE FUNCTION benchmarks.product_id(number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
$$ SELECT ('01930000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$;
CREATE OR REPLACE FUNCTION benchmarks.staff_id(number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
$$ SELECT ('01940000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$;
CREATE OR REPLACE FUNCTION benchmarks.duty_id(number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
$$ SELECT ('01950000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$;

-- An id as the product makes them now, the same again within one transaction: the part of the report with that number.
CREATE OR REPLACE FUNCTION benchmarks.new_id(number bigint, part int) RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(part), 3, '0') || '8' || lpad(to_hex(number), 15, '0'))::uuid $$;

CREATE OR REPLACE FUNCTION benchmarks.merchant() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT current_setting('benchmarks.merchant')::uuid $$;
CREATE OR REPLACE FUNCTION benchmarks.customers() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT current_setting('benchmarks.customers')::bigint $$;
CREATE OR REPLACE FUNCTION benchmarks.orders() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT current_setting('benchmarks.orders')::bigint $$;

-- Two years, and what line number_in_order of an order holds.
CREATE OR REPLACE FUNCTION benchmarks.placed_at(number bigint) RETURNS timestamptz LANGUAGE sql STABLE AS
$$ SELECT now() - interval '730 days' * (1 - number::float8 / (benchmarks.orders() + 1)) $$;
CREATE OR REPLACE FUNCTION benchmarks.product_of(number bigint, line int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT 1 + (number * 7919 + line * 104729) % 3000 $$;
CREATE OR REPLACE FUNCTION benchmarks.price_of(product bigint) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$ SELECT (10 + product % 90 + 0.5)::numeric(12, 2) $$;
CREATE OR REPLACE FUNCTION benchmarks.value_of(number bigint, line int) RETURNS numeric LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN line <= 1 + number % 3 THEN (1 + (number + line) % 2) * benchmarks.price_of(benchmarks.product_of(number, line)) ELSE 0 END $$;

-- Rows go into bare tables; their indexes are made once, at the end.
CREATE TABLE benchmarks.set_aside AS
SELECT i.tablename, i.indexname, i.indexdef, c.conname, pg_get_constraintdef(c.oid) AS condef
FROM pg_indexes i LEFT JOIN pg_constraint c ON c.conname = i.indexname AND c.conrelid = i.tablename::regclass
WHERE i.schemaname = 'public' AND i.tablename IN
  ('customers', 'customer_identities', 'contact_points', 'customer_standings', 'orders', 'order_lines', 'order_versions', 'order_days', 'timeline_entries', 'evidence', 'follow_ups');

DO $$ DECLARE i record; BEGIN
  FOR i IN SELECT * FROM benchmarks.set_aside LOOP
    IF i.conname IS NULL THEN EXECUTE format('DROP INDEX %I', i.indexname);
    ELSE EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', i.tablename, i.conname); END IF;
  END LOOP;
END $$;

SELECT setseed(0.5);
