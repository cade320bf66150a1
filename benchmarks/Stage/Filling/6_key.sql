-- At any hour of the day messages go out, and nobody has to wait for the key. What this merchant is filled with is said last.
UPDATE merchants SET quiet_from = '03:00', quiet_to = '03:01' WHERE merchant_id = benchmarks.merchant();
UPDATE api_keys SET requests_per_minute = 60000000 WHERE merchant_id = benchmarks.merchant();
CREATE TABLE benchmarks.filling AS SELECT benchmarks.merchant() AS merchant_id, benchmarks.customers() AS customers, benchmarks.orders() AS orders;
GRANT SELECT ON benchmarks.filling TO retention_app;
