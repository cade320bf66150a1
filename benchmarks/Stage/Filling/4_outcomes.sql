-- What reports read of the past, as the product has counted it: two years of ended duties of twenty persons, closed cases, what customers said of products and batches, and eight
-- reviewed quarters of fifty segments. Every fifth customer had a case.
INSERT INTO duty_days (merchant_id, day, person_id, kind, level, is_of_enquiry, owed, in_time, late, missed, skipped, answered, not_reachable)
SELECT benchmarks.merchant(), current_date - day, benchmarks.staff_id(person), kind, level, kind = 'answer', 40, 35, 2, 2, 1, 20, 3
FROM generate_series(1, 730) day CROSS JOIN generate_series(1, 20) person
CROSS JOIN (VALUES ('answer', 2), ('bestValue', 3), ('qualityCheck', 4), ('regularVisit', 4), ('caseStep', 4), ('promise', 4), ('askSuggestions', 5), ('suggestionReply', 5)) k(kind, level);

INSERT INTO cases (merchant_id, id, customer_id, received_at, topic, severity, owner_id, complaints, status, outcome, run, cause, run_started_at, goodwill, reopened_at, closed_at, version, created_at)
SELECT benchmarks.merchant(), id, benchmarks.customer_id(5 * i), at, 'quality', 'normal', benchmarks.staff_id(1 + i % 20),
  '[{"at": "2026-01-01T00:00:00Z", "text": "It leaks, and nobody has said anything about it so far."}]', 'closed', CASE WHEN i % 5 = 0 THEN 'unconfirmed' ELSE 'confirmed' END, 1 + (i % 10 = 0)::int,
  'case:' || id, at, '[]', '{}', at + interval '9 days', 7, at
FROM (SELECT i, gen_random_uuid() AS id, now() - interval '10 days' - interval '720 days' * random() AS at FROM generate_series(1, benchmarks.customers() / 5) i) c;

INSERT INTO product_quality (merchant_id, product_id, answers, ratings, sound, defects, affected)
SELECT benchmarks.merchant(), benchmarks.product_id(i), 400, 1700, 350, 10 + i % 40, 10 + i % 30 FROM generate_series(1, 3000) i;
INSERT INTO batch_quality (merchant_id, product_id, batch, answers, ratings, sound, defects, affected)
SELECT benchmarks.merchant(), benchmarks.product_id(i), 'LOT-' || lot, 20, 85, 17, (i + lot) % 6, (i + lot) % 5 FROM generate_series(1, 3000) i CROSS JOIN generate_series(1, 20) lot;

INSERT INTO reviews (merchant_id, id, segment_id, segment_name, quarter_begins, opened_at, figures, stage, learnt, goals, improvements, decided_at, closed_at, version)
SELECT benchmarks.merchant(), gen_random_uuid(), md5('segment' || segment)::uuid, 'Segment ' || segment, (date_trunc('quarter', now()) - quarter * interval '3 months')::date, now(),
  '{"customers": 20000, "newcomers": 900, "levels": [{"level": "basic", "atStart": 19000, "atEnd": 19500}, {"level": "responsible", "atStart": 100, "atEnd": 500}], "risen": 420, "fallen": 20,
    "trust": [{"layer": "cognitive", "mean": 71.4, "known": 6000}], "lost": 300, "wonBack": 40}', 'closed', 'They answer by phone.',
  '[{"text": "Fewer leave.", "measure": "lost", "target": 250, "value": 240, "reached": true}]',
  jsonb_build_array(jsonb_build_object('id', gen_random_uuid(), 'text', 'Call them.', 'ownerId', benchmarks.staff_id(1), 'dueOn', '2026-01-31', 'status', 'dropped', 'note', 'Too dear.')), now(), now(), 8
FROM generate_series(1, 50) segment CROSS JOIN generate_series(1, 8) quarter;
