-- Every fifth customer is owed something: half of it a check to come, the rest waits for the staff, some of it too long.
INSERT INTO follow_ups (merchant_id, id, customer_id, kind, level, cause, step, policy_version, created_at, owner_id, status, due_at, deadline, held_for, paused_for, is_snoozed, channel,
  order_line_ids, missed_at, answers, version)
SELECT o.merchant_id, benchmarks.duty_id(o.n), o.customer_id, CASE WHEN o.is_check THEN 'qualityCheck' ELSE 'bestValue' END, CASE WHEN o.is_check THEN 4 ELSE 3 END,
  CASE WHEN o.is_check THEN 'order:' ELSE 'hand:' END || o.id, 1, 1, now(), CASE WHEN o.is_check THEN NULL ELSE benchmarks.staff_id(1 + o.n % 10) END,
  CASE WHEN o.is_check THEN 'scheduled' WHEN o.n % 10 = 1 THEN 'missed' ELSE 'due' END,
  at, at + interval '7 days', '0', '0', false, CASE WHEN o.is_check THEN 'email' ELSE 'staff' END,
  CASE WHEN o.is_check THEN ARRAY[benchmarks.line_id(4 * o.number + 1)] ELSE '{}' END, CASE WHEN NOT o.is_check AND o.n % 10 = 1 THEN at + interval '7 days' END, '[]', 1
FROM (
  SELECT x.n, o.*, x.n % 2 = 0 AS is_check, x.number,
    CASE WHEN x.n % 2 = 0 THEN now() + interval '1 day' + interval '30 days' * random() WHEN x.n % 10 = 1 THEN now() - interval '9 days' - interval '10 days' * random()
      ELSE now() - interval '6 days' * random() END AS at
  FROM (SELECT n, benchmarks.orders() - n * 2 AS number FROM generate_series(1, benchmarks.customers() / 5) n) x
  JOIN orders o ON o.merchant_id = benchmarks.merchant() AND o.id = benchmarks.order_id(x.number)) o;

INSERT INTO consents (merchant_id, customer_id, channel, purpose, occurred_at, id, is_granted, source)
SELECT DISTINCT ON (f.customer_id) f.merchant_id, f.customer_id, 'email', 'survey', now() - interval '1 day', f.id, true, 'shop' FROM follow_ups f;
