-- What follows from the orders, as the dispatcher derives it; bands come with the fit.
INSERT INTO order_days (merchant_id, customer_id, day, orders, spend_orders, spend)
SELECT o.merchant_id, o.customer_id, (o.placed_at AT TIME ZONE m.time_zone)::date, count(*), count(*), sum(o.total)
FROM orders o JOIN merchants m ON m.merchant_id = o.merchant_id GROUP BY 1, 2, 3;

INSERT INTO evidence (merchant_id, customer_id, occurred_at, id, kind, source, recorded_at, weight, order_id)
SELECT merchant_id, customer_id, placed_at, id, 'repeatOrder', 'order:' || id, created_at, 1, id FROM (
  SELECT o.*, row_number() OVER (PARTITION BY o.customer_id, (o.placed_at AT TIME ZONE m.time_zone)::date ORDER BY o.placed_at) AS of_day,
    (o.placed_at AT TIME ZONE m.time_zone)::date > (min(o.placed_at) OVER (PARTITION BY o.customer_id) AT TIME ZONE m.time_zone)::date AS is_repeat
  FROM orders o JOIN merchants m ON m.merchant_id = o.merchant_id) o
WHERE of_day = 1 AND is_repeat;

INSERT INTO customer_standings (merchant_id, customer_id, owner_id, level, earned_level, level_since, trust_at, cognitive_positive, cognitive_negative, cognitive_breach,
  affective_positive, affective_negative, affective_breach, behavioural_positive, behavioural_negative, behavioural_breach, trust_stage, order_days, first_order_on, last_order_on,
  spend, spend_orders, touched_at)
SELECT c.merchant_id, c.id, c.owner_id, level, level, c.first_contact_at, now(), 0, 0, 0, 0, 0, 0, least(COALESCE(d.days, 1) - 1, 5), 0, 0,
  CASE WHEN d.days > 0 THEN 'sharing' ELSE 'contact' END, COALESCE(d.days, 0), d.first_on, d.last_on, COALESCE(d.spend, 0), COALESCE(d.orders, 0),
  GREATEST(c.first_contact_at, d.last_on) + interval '1 hour' * random()
FROM customers c
CROSS JOIN LATERAL (SELECT (ARRAY[1, 1, 1, 1, 1, 2, 2, 2, 4, 4])[1 + floor(random() * 10)::int] AS level WHERE c.id IS NOT NULL) l
LEFT JOIN (SELECT customer_id, count(*) AS days, min(day) AS first_on, max(day) AS last_on, sum(spend) AS spend, sum(orders) AS orders FROM order_days GROUP BY 1) d ON d.customer_id = c.id;

-- Who stands higher than basic rose within a month of coming; of those who are basic one in five had risen, and fell a quarter later.
INSERT INTO level_transitions (merchant_id, customer_id, occurred_at, id, from_level, to_level, reason, policy_version, recorded_at)
SELECT c.merchant_id, c.id, c.first_contact_at + step * interval '90 days' + interval '20 days', gen_random_uuid(), from_level, to_level, '{"code":"level.corrected","params":{}}', 1, now()
FROM customers c JOIN customer_standings s ON s.merchant_id = c.merchant_id AND s.customer_id = c.id
CROSS JOIN LATERAL (
  SELECT 0 AS step, 1 AS from_level, s.earned_level AS to_level WHERE s.earned_level > 1
  UNION ALL SELECT * FROM (VALUES (0, 1, 2::smallint), (1, 2, 1::smallint)) f WHERE s.earned_level = 1 AND get_byte(uuid_send(c.id), 15) % 5 = 0) t
WHERE c.first_contact_at + interval '20 days' < now() - interval '90 days' * (s.earned_level = 1)::int;
