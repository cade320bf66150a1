using NodaTime;
using Npgsql;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Risk;

/// <summary>The statements by which risk reaches the standings: arrays in, one statement each, and only rows that change are written.</summary>
internal static class RiskWrites
{
    /// <summary>$1 merchant, $2 the day the band is of.</summary>
    private const string Rows = """
        unnest($3::uuid[], $4::int[], $5::date[], $6::date[], $7::text[], $8::date[], $9::date[], $10::date[], $11::date[], $12::date[], $13::numeric[])
          AS n(customer_id, order_days, first_order_on, last_order_on, risk_band, cooling_on, high_on, lost_on, crosses_on, next_order_on, value_at_stake)
        """;

    /// <summary>Looked up by key, whatever the statistics say.</summary>
    private const string These = "ANY(ARRAY(SELECT unnest($3::uuid[])))";

    private const string Assignments = """
        risk_band = n.risk_band, cooling_on = n.cooling_on, high_on = n.high_on, lost_on = n.lost_on, crosses_on = n.crosses_on, next_order_on = n.next_order_on,
          value_at_stake = n.value_at_stake, risk_as_of = CASE WHEN n.risk_band IS NOT NULL THEN $2::date END
        """;

    private const string IsSameOrders = "(s.order_days, s.first_order_on, s.last_order_on) IS NOT DISTINCT FROM (n.order_days, n.first_order_on, n.last_order_on)";

    private const string IsSameDates = "(s.cooling_on, s.high_on, s.lost_on, s.next_order_on) IS NOT DISTINCT FROM (n.cooling_on, n.high_on, n.lost_on, n.next_order_on)";

    private const string IsSameRisk = $"({IsSameDates} AND (s.risk_band, s.crosses_on, s.value_at_stake) IS NOT DISTINCT FROM (n.risk_band, n.crosses_on, n.value_at_stake))";

    /// <summary>
    /// $14 names the message. Who said that they leave is lost, whatever a model makes of them. Whose orders changed since they were read is left to the dispatcher: it locks the row
    /// before it reads, so it may have scored by
    /// the model before.
    /// </summary>
    private const string Baseline = $"""
        WITH n AS MATERIALIZED (SELECT * FROM {Rows} WHERE NOT EXISTS (
          SELECT 1 FROM defections t WHERE t.merchant_id = $1 AND t.person_id = n.customer_id AND t.came_back_on IS NULL AND t.withdrawal IS NULL
            AND (t.told_at IS NOT NULL OR t.known = 'told'))),
        differs AS MATERIALIZED (SELECT s.customer_id FROM customer_standings s JOIN n ON n.customer_id = s.customer_id WHERE s.merchant_id = $1 AND NOT {IsSameRisk}),
        written AS (
          UPDATE customer_standings s SET {Assignments} FROM n
          WHERE s.merchant_id = $1 AND s.customer_id = n.customer_id AND {IsSameOrders} AND NOT {IsSameRisk} RETURNING s.customer_id)
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts)
        SELECT $1, customer_id, $14, $15, $16, $16, 0 FROM (SELECT customer_id FROM differs EXCEPT SELECT customer_id FROM written) changed
        ON CONFLICT DO NOTHING
        """;

    /// <summary>
    /// Where neither orders nor days changed, the band stays as the daily job left it, so that no crossing passes unseen between midnight and the job.
    /// A band that a correction makes high is a crossing like any other; who had no band before is only dated. $14 is what was spent in all.
    /// </summary>
    private const string Derived = $"""
        WITH written AS (
          UPDATE customer_standings s SET cooling_on = n.cooling_on, high_on = n.high_on, lost_on = n.lost_on, next_order_on = n.next_order_on,
            risk_band = CASE WHEN n.is_same THEN s.risk_band ELSE n.risk_band END, crosses_on = CASE WHEN n.is_same THEN s.crosses_on ELSE n.crosses_on END,
            value_at_stake = n.value_at_stake, risk_as_of = CASE WHEN n.risk_band IS NOT NULL THEN $2::date END
          FROM (
            SELECT n.*, total.spend, s.risk_band AS former_band, {IsSameOrders} AND {IsSameDates} AND (s.risk_band IS NOT NULL OR n.risk_band IS NULL) AS is_same
            FROM {Rows} JOIN unnest($3::uuid[], $14::numeric[]) AS total(customer_id, spend) USING (customer_id)
            JOIN customer_standings s ON s.merchant_id = $1 AND s.customer_id = n.customer_id AND s.customer_id = {These}) n
          WHERE s.merchant_id = $1 AND s.customer_id = n.customer_id AND s.customer_id = {These} AND (NOT n.is_same OR s.spend <> n.spend) AND NOT {IsSameRisk}
          RETURNING s.customer_id, s.risk_band, n.former_band)
        INSERT INTO risk_crossings (merchant_id, customer_id, crossed_on)
        SELECT $1, customer_id, $2 FROM written WHERE risk_band = 'high' AND former_band IN ('active', 'cooling')
        ON CONFLICT (merchant_id, customer_id) DO UPDATE SET crossed_on = excluded.crossed_on, reminded_on = NULL, owner_id = NULL
        """;

    private const string Crossed = $"""
        UPDATE customer_standings s SET {Assignments}, touched_at = CASE WHEN s.risk_band IS DISTINCT FROM n.risk_band THEN $14 ELSE s.touched_at END
        FROM {Rows} WHERE s.merchant_id = $1 AND s.customer_id = n.customer_id
        """;

    public static void AddBaseline(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<CustomerRisk> risks, LocalDate asOf, Guid modelId, Instant now) =>
        batch.Add(Baseline, [.. Values(merchantId, risks, asOf), modelId, (short)OutboxKind.Recompute, now]);

    /// <param name="spends">What each customer spent in all; a corrected order may change it on the same days.</param>
    public static void AddDerivedRisks(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<CustomerRisk> risks, decimal[] spends, LocalDate today) =>
        batch.Add(Derived, [.. Values(merchantId, risks, today), spends]);

    public static void AddCrossedRisks(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<CustomerRisk> risks, LocalDate today, Instant now) =>
        batch.Add(Crossed, [.. Values(merchantId, risks, today), now]);

    private static object[] Values(Guid merchantId, IReadOnlyList<CustomerRisk> risks, LocalDate asOf) =>
    [
        merchantId, asOf, All(risks, r => r.CustomerId), All(risks, r => r.Orders?.OrderDays ?? 0), All(risks, r => r.FirstOrderOn), All(risks, r => r.LastOrderOn),
        All(risks, r => r.Band?.Word()), All(risks, r => r.CoolingOn), All(risks, r => r.HighOn), All(risks, r => r.LostOn), All(risks, r => r.CrossesOn),
        All(risks, r => r.NextOrderOn), All(risks, r => r.ValueAtStake),
    ];
}
