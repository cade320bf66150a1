using NodaTime;
using Npgsql;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>Takes back what was derived, in the transaction of what forbids it: filters do not match what is NULL, and the derivation fills in again what may be.</summary>
internal static class StandingWrites
{
    /// <summary>Nobody else may be at work on them: neither the dispatcher nor a job that writes to them, for the standing is their lock. In the dispatcher's own order.</summary>
    private const string Lock = "SELECT customer_id FROM customer_standings WHERE merchant_id = $1 AND customer_id = ANY($2) ORDER BY customer_id FOR UPDATE";

    /// <summary>$1 merchant, $2 customers, $3 now.</summary>
    private const string Withhold = """
        UPDATE customer_standings SET level = NULL, earned_level = 1, override_until = NULL, lapsing_to = NULL, falls_at = NULL, level_changes_at = NULL,
          cognitive_positive = 0, cognitive_negative = 0, cognitive_breach = 0, affective_positive = 0, affective_negative = 0, affective_breach = 0,
          behavioural_positive = 0, behavioural_negative = 0, behavioural_breach = 0, trust_stage = 'contact',
          risk_band = NULL, cooling_on = NULL, high_on = NULL, lost_on = NULL, crosses_on = NULL, next_order_on = NULL, value_at_stake = NULL, risk_as_of = NULL, touched_at = $3
        WHERE merchant_id = $1 AND customer_id = ANY($2)
        """;

    /// <summary>What was written down of levels and bands on the way; without the objection the derivation writes it anew.</summary>
    private const string ForgetHistory = """
        WITH transitions AS (DELETE FROM level_transitions WHERE merchant_id = $1 AND customer_id = ANY($2)),
        crossings AS (DELETE FROM risk_crossings WHERE merchant_id = $1 AND customer_id = ANY($2))
        DELETE FROM timeline_entries WHERE merchant_id = $1 AND customer_id = ANY($2) AND kind IN ('levelChanged', 'riskBandChanged')
        """;

    private const string ForgetOrders = """
        WITH gone AS (DELETE FROM order_days WHERE merchant_id = $1 AND customer_id = ANY($2))
        UPDATE customer_standings SET order_days = 0, first_order_on = NULL, last_order_on = NULL, spend = 0, spend_orders = 0
        WHERE merchant_id = $1 AND customer_id = ANY($2)
        """;

    /// <summary>Until the transaction ends.</summary>
    public static void AddLock(this NpgsqlBatch batch, Guid merchantId, Guid[] customerIds) => batch.Add(Lock, merchantId, customerIds);

    /// <summary>Of one who objected to profiling: level, trust and risk; orders stay orders.</summary>
    public static void AddObjection(this NpgsqlBatch batch, Guid merchantId, Guid[] customerIds, Instant now)
    {
        batch.Add(Withhold, merchantId, customerIds, now);
        batch.Add(ForgetHistory, merchantId, customerIds);
    }

    /// <summary>Of one who was merged away: everything, for their survivor stands for them and would be counted twice.</summary>
    public static void AddForgetting(this NpgsqlBatch batch, Guid merchantId, Guid[] customerIds, Instant now)
    {
        batch.Add(Withhold, merchantId, customerIds, now);
        batch.Add(ForgetOrders, merchantId, customerIds);
    }
}
