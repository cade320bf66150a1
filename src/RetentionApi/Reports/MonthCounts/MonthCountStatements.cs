using RetentionApi.Risk;

namespace RetentionApi.Reports.MonthCounts;

/// <summary>Counts of all that a merchant has: $1 merchant, $2 time zone, $3 currency.</summary>
internal static class MonthCountStatements
{
    /// <summary>Of persons, so not of who was merged away; who objected to profiling has no level.</summary>
    public const string Levels = $"""
        WITH left_out AS MATERIALIZED ({OrderDayReads.LeftOut}),
        event AS (
          SELECT c.first_contact_at AS at, 0::smallint AS from_level, 1::smallint AS to_level FROM customers c
          WHERE c.merchant_id = $1 AND c.id NOT IN (SELECT customer_id FROM left_out)
          UNION ALL
          SELECT t.occurred_at, t.from_level, t.to_level FROM level_transitions t
          WHERE t.merchant_id = $1 AND t.customer_id NOT IN (SELECT customer_id FROM left_out))
        INSERT INTO level_months (merchant_id, month, from_level, to_level, customers)
        SELECT $1, date_trunc('month', at AT TIME ZONE $2)::date AS month, from_level, to_level, count(*) FROM event GROUP BY month, from_level, to_level
        """;

    /// <summary>
    /// Each person is in a month for one reason alone. In the month of their first order that is that they are new, or that somebody brought them; later that they came back after they
    /// had been lost, or else that they were kept.
    /// </summary>
    public const string Buying = $"""
        WITH referred AS MATERIALIZED (
          SELECT DISTINCT COALESCE(a.person_id, r.referred_id) AS person_id FROM referrals r
          LEFT JOIN customer_aliases a ON a.merchant_id = $1 AND a.customer_id = r.referred_id WHERE r.merchant_id = $1 AND r.bought_at IS NOT NULL),
        returned AS MATERIALIZED (
          SELECT DISTINCT d.person_id, date_trunc('month', d.came_back_on::timestamp)::date AS month FROM defections d
          WHERE d.merchant_id = $1 AND d.withdrawal IS NULL AND d.came_back_on IS NOT NULL),
        buyer AS (
          SELECT d.customer_id, date_trunc('month', d.day::timestamp)::date AS month, date_trunc('month', s.first_order_on::timestamp)::date AS cohort,
            sum(d.orders) AS orders, sum(d.spend_orders) AS spend_orders, sum(d.spend) AS spend
          FROM order_days d JOIN customer_standings s ON s.merchant_id = $1 AND s.customer_id = d.customer_id
          WHERE d.merchant_id = $1 AND s.first_order_on IS NOT NULL GROUP BY 1, 2, 3)
        INSERT INTO buying_months (merchant_id, month, cohort, source, customers, orders, spend_orders, spend)
        SELECT $1, b.month, b.cohort,
          CASE WHEN b.month = b.cohort THEN CASE WHEN r.person_id IS NULL THEN 'new' ELSE 'referred' END WHEN w.person_id IS NULL THEN 'kept' ELSE 'wonBack' END AS source,
          count(*), sum(b.orders), sum(b.spend_orders), sum(b.spend)
        FROM buyer b LEFT JOIN referred r ON r.person_id = b.customer_id LEFT JOIN returned w ON w.person_id = b.customer_id AND w.month = b.month
        GROUP BY b.month, b.cohort, source
        """;

    public const string SecondOrders = """
        WITH buyer AS (
          SELECT d.customer_id, s.first_order_on, min(d.day) AS second_order_on FROM order_days d JOIN customer_standings s ON s.merchant_id = $1 AND s.customer_id = d.customer_id
          WHERE d.merchant_id = $1 AND d.day > s.first_order_on GROUP BY d.customer_id, s.first_order_on)
        INSERT INTO second_orders (merchant_id, cohort, customers, median_days)
        SELECT $1, date_trunc('month', b.first_order_on::timestamp)::date AS cohort, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY b.second_order_on - b.first_order_on)
        FROM buyer b GROUP BY cohort
        """;

    /// <summary>Orders that are nobody's, counted by the rule of <see cref="Domain.Orders.Order.CountsAsOrder"/>.</summary>
    public const string Anonymous = """
        INSERT INTO buying_months (merchant_id, month, cohort, source, customers, orders, spend_orders, spend)
        SELECT $1, m.month, m.month, 'anonymous', 0, count(*), count(*) FILTER (WHERE o.currency = $3), COALESCE(sum(o.total) FILTER (WHERE o.currency = $3), 0)
        FROM orders o CROSS JOIN LATERAL (SELECT date_trunc('month', o.placed_at AT TIME ZONE $2)::date AS month) m
        WHERE o.merchant_id = $1 AND o.customer_id IS NULL AND NOT o.is_test AND o.status = 'placed' AND o.payment NOT IN ('unpaid', 'refunded', 'chargedBack')
          AND NOT EXISTS (SELECT FROM returns r WHERE r.merchant_id = $1 AND r.order_id = o.id HAVING sum(r.refund) > 0 AND sum(r.refund) >= o.total)
        GROUP BY m.month
        """;

    public const string Defections = """
        INSERT INTO defection_months (merchant_id, month, cause, known, lost, came_back, won_back_since)
        SELECT $1, date_trunc('month', e.day::timestamp)::date AS month, d.cause, d.known, count(*) FILTER (WHERE NOT e.is_return), count(*) FILTER (WHERE e.is_return),
          count(*) FILTER (WHERE NOT e.is_return AND d.came_back_on IS NOT NULL)
        FROM defections d CROSS JOIN LATERAL (VALUES (d.lost_on, false), (d.came_back_on, true)) e(day, is_return)
        WHERE d.merchant_id = $1 AND d.withdrawal IS NULL AND e.day IS NOT NULL GROUP BY month, d.cause, d.known
        """;
}
