-- Customers come in the order of their numbers, over two years; one in a hundred has no address.
INSERT INTO products (merchant_id, id, sku, name, category, price, currency, is_returnable, facts, claims, version, created_at, updated_at)
SELECT benchmarks.merchant(), benchmarks.product_id(n), 'sku-' || n, 'Product ' || n, 'category ' || n % 20, benchmarks.price_of(n), 'CNY', true, '{}', '{}', 1, now(), now()
FROM generate_series(1, 3000) n;

INSERT INTO staff (merchant_id, id, name, is_active, version, created_at)
SELECT benchmarks.merchant(), benchmarks.staff_id(n), 'Colleague ' || n, true, 1, now() FROM generate_series(1, 10) n;

INSERT INTO customers (merchant_id, id, name, language, country, owner_id, attributes, preferences, first_contact_at, imported_at, version, created_at, updated_at)
SELECT benchmarks.merchant(), benchmarks.customer_id(n),
  (ARRAY['王', '李', '张', '刘', '陈', '杨', '赵', '黄'])[1 + n % 8] || (ARRAY['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '洋', '艳'])[1 + n / 8 % 10] || ' ' || n,
  'zh-CN', 'CN', CASE WHEN n % 5 = 0 THEN benchmarks.staff_id(1 + n / 5 % 10) END, '{}', '{}',
  now() - interval '730 days' * (1 - (n - 1)::float8 / benchmarks.customers()), now(), 1, now(), now()
FROM generate_series(1, benchmarks.customers()) n;

INSERT INTO customer_identities (merchant_id, source, external_id, customer_id)
SELECT benchmarks.merchant(), 'shop', 'c' || lpad(n::text, 8, '0'), benchmarks.customer_id(n) FROM generate_series(1, benchmarks.customers()) n;

INSERT INTO contact_points (merchant_id, customer_id, channel, normalized, address, known_since)
SELECT benchmarks.merchant(), benchmarks.customer_id(n), 'email', 'c' || n || '@example.com', 'c' || n || '@example.com', now()
FROM generate_series(1, benchmarks.customers()) n WHERE n % 100 > 0;

INSERT INTO customer_tags (merchant_id, tag, customer_id)
SELECT benchmarks.merchant(), 'tag ' || n % 7, benchmarks.customer_id(n) FROM generate_series(1, benchmarks.customers(), 4) n;

INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
SELECT merchant_id, id, first_contact_at, id, 'firstContact', id, 'first contact' FROM customers;
