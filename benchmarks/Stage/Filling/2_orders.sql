-- Who came lately orders more: of those who are there on the day of an order the newest are likeliest. One customer in twenty never orders.
INSERT INTO orders (merchant_id, id, source, external_id, customer_id, placed_at, currency, total, status, payment, payment_changed_at, is_test, country, imported_at, source_updated_at, created_at, updated_at)
SELECT benchmarks.merchant(), benchmarks.order_id(i), 'shop', 'o' || i,
  benchmarks.customer_id(1 + floor(benchmarks.customers() * 0.95 * i / benchmarks.orders() * (1 - power(random(), 2)))::bigint),
  benchmarks.placed_at(i), 'CNY', benchmarks.value_of(i, 1) + benchmarks.value_of(i, 2) + benchmarks.value_of(i, 3),
  'placed', 'paid', benchmarks.placed_at(i), false, 'CN', now(), benchmarks.placed_at(i), now(), now()
FROM generate_series(1, benchmarks.orders()) i;

INSERT INTO order_lines (merchant_id, order_id, number, id, product_id, sku, quantity, unit_price)
SELECT benchmarks.merchant(), benchmarks.order_id(i), line, benchmarks.line_id(4 * i + line), benchmarks.product_id(product), 'sku-' || product, 1 + (i + line) % 2, benchmarks.price_of(product)
FROM generate_series(1, benchmarks.orders()) i CROSS JOIN generate_series(1, 3) line CROSS JOIN LATERAL (SELECT benchmarks.product_of(i, line) AS product) p
WHERE line <= 1 + i % 3;

INSERT INTO order_versions (merchant_id, order_id, received_at, id, source_updated_at, body)
SELECT merchant_id, id, created_at, id, source_updated_at, jsonb_build_object('source', source, 'externalId', external_id, 'placedAt', placed_at, 'currency', currency,
  'customerId', customer_id, 'lines', jsonb_build_array(jsonb_build_object('sku', 'sku-1', 'quantity', 1, 'unitPrice', jsonb_build_object('amount', total::text, 'currency', currency))))
FROM orders;

INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
SELECT merchant_id, customer_id, placed_at, id, 'orderPlaced', id, external_id || ': ' || total || ' ' || currency FROM orders;
