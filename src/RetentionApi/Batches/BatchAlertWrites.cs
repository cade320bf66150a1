using NodaTime;
using Npgsql;
using RetentionApi.Cooperation;
using RetentionApi.Domain.Batches;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Batches;

/// <summary>The statements by which alerts are proposed, reach every buyer, and are followed with each.</summary>
internal static class BatchAlertWrites
{
    /// <summary>How many buyers of an alert one transaction of the dispatcher finds; the next ones are the next one's.</summary>
    private const int AtOnce = 5_000;

    /// <summary>
    /// A batch that has an alert, or had one that was dismissed knowing as many defects, gets none. Each comes with the duty to decide it: owed to no customer, by whom the
    /// merchant named for what cannot wait, if they named somebody; on the one work list, where what is late stands beside all else that is.
    /// </summary>
    private const string Propose = """
        WITH proposed AS (
          INSERT INTO batch_alerts (merchant_id, id, product_id, batch, origin, sound, defects, affected, probability, status, proposed_at, follow_up_id, spread_to, version)
          SELECT $1, f.id, f.product_id, f.batch, $10, f.sound, f.defects, f.affected, f.probability, $11, $12, f.follow_up_id, $13, 1
          FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::int[], $7::int[], $8::float8[], $14::uuid[])
            AS f(id, product_id, batch, sound, defects, affected, probability, follow_up_id)
          WHERE NOT EXISTS (
            SELECT 1 FROM batch_alerts a WHERE a.merchant_id = $1 AND a.product_id = f.product_id AND a.batch = f.batch AND (a.status <> $9 OR a.dismissed_defects >= f.defects))
          ON CONFLICT DO NOTHING RETURNING id, product_id, batch, follow_up_id)
        INSERT INTO follow_ups (merchant_id, id, customer_id, kind, cause, step, policy_version, created_at, owner_id, note, status, due_at, deadline, held_for, is_snoozed, channel,
          order_line_ids, answers, version, paused_for)
        SELECT $1, a.follow_up_id, $13, $15, 'batchAlert:' || a.id, 1, $16, $12,
          (SELECT s.id FROM merchants m JOIN staff s ON s.merchant_id = $1 AND s.id = m.escalates_to AND s.is_active WHERE m.merchant_id = $1),
          COALESCE(p.name || ' · ', '') || a.batch, $17, $12, $18, '0', false, $19, '{}', '[]', 1, '0'
        FROM proposed a LEFT JOIN products p ON p.merchant_id = $1 AND p.id = a.product_id
        """;

    /// <summary>
    /// $2 alerts. Their buyers in the sequence of their ids, from where the last transaction came to; each is derived anew and finds the alert among their facts. Who buys
    /// of the batch later is derived for that order's sake.
    /// </summary>
    private static readonly string Spread = $"""
        WITH buyer AS MATERIALIZED (
          SELECT a.id AS alert_id, b.customer_id FROM batch_alerts a CROSS JOIN LATERAL (
            SELECT DISTINCT o.customer_id FROM order_lines l JOIN orders o ON o.merchant_id = $1 AND o.id = l.order_id
            WHERE l.merchant_id = $1 AND l.product_id = a.product_id AND l.batch = a.batch AND o.customer_id > a.spread_to ORDER BY o.customer_id LIMIT {AtOnce}) b
          WHERE a.merchant_id = $1 AND a.id = ANY($2) AND a.status = 'confirmed'),
        reached AS (
          UPDATE batch_alerts a SET spread_to = b.last FROM (
            SELECT alert_id, (array_agg(customer_id ORDER BY customer_id DESC))[1] AS last FROM buyer GROUP BY alert_id) b
          WHERE a.merchant_id = $1 AND a.id = b.alert_id),
        rest AS (
          INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
          SELECT $1, $6, gen_random_uuid(), $7, alert_id, $3, $3, 0 FROM buyer GROUP BY alert_id HAVING count(*) = {AtOnce})
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts)
        SELECT DISTINCT $1::uuid, customer_id, $4::uuid, $5::smallint, $3::timestamptz, $3::timestamptz, 0 FROM buyer ON CONFLICT DO NOTHING
        """;

    /// <summary>$2 the customers whose alerts these are, all of them. What they answered stays.</summary>
    private const string StoreBuyers = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[]) AS f(alert_id, customer_id, state, told_at, answered_at)),
        gone AS (
          DELETE FROM batch_alert_buyers b WHERE b.merchant_id = $1 AND b.customer_id = ANY(ARRAY(SELECT unnest($2::uuid[])))
            AND NOT EXISTS (SELECT 1 FROM fact f WHERE (f.alert_id, f.customer_id) = (b.alert_id, b.customer_id)))
        INSERT INTO batch_alert_buyers (merchant_id, alert_id, customer_id, state, told_at, answered_at) SELECT $1, alert_id, customer_id, state, told_at, answered_at FROM fact
        ON CONFLICT (merchant_id, alert_id, customer_id) DO UPDATE SET state = excluded.state, told_at = excluded.told_at, answered_at = excluded.answered_at
        WHERE (batch_alert_buyers.state, batch_alert_buyers.told_at, batch_alert_buyers.answered_at) IS DISTINCT FROM (excluded.state, excluded.told_at, excluded.answered_at)
        """;

    /// <summary>For the dispatcher: an alert for each of these batches that calls for one, and the duty to decide it. No buyer is told by it.</summary>
    public static void AddProposals(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<CountedBatch> counted, DutyRules rules, Instant now)
    {
        var policy = rules.Policy.Batches;
        var bad = counted.Where(c => BatchRule.CallsForAlert(c.Count, policy)).ToList();
        if (bad.Count == 0)
            return;
        var deadline = rules.Calendar.Due(now, policy.DecideWithinBusiness) ?? now + BusinessCalendar.Horizon;
        batch.Add(Propose, merchantId, All(bad, _ => Ids.New(now)), All(bad, c => c.ProductId), All(bad, c => c.Batch), All(bad, c => c.Count.Sound), All(bad, c => c.Count.Defects),
            All(bad, c => c.Count.Affected), All(bad, c => BatchRule.ProbabilityAboveLimit(c.Count, policy)), BatchAlertStatus.Dismissed.Word(), BatchAlertOrigin.ByRule.Word(),
            BatchAlertStatus.Proposed.Word(), now, Guid.Empty, All(bad, _ => Ids.New(now)), FollowUpKind.AlertDecision.Word(), rules.Policy.Version, FollowUpStatus.Due.Word(), deadline,
            ContactChannel.Staff.Word());
    }

    /// <summary>For the dispatcher: the next buyers of these alerts are derived anew.</summary>
    public static void AddAlertedBuyers(this NpgsqlBatch batch, Guid merchantId, Guid[] alertIds, Instant now) =>
        batch.Add(Spread, merchantId, alertIds, now, Ids.New(now), (short)OutboxKind.Changed, Guid.Empty, (short)OutboxKind.Spread);

    /// <param name="customerIds">Whose alerts these are: what they have stored beyond them is removed.</param>
    public static void AddBatchBuyers(this NpgsqlBatch batch, Guid merchantId, Guid[] customerIds, IReadOnlyList<BatchBuyer> buyers) => batch.Add(
        StoreBuyers, merchantId, customerIds, All(buyers, b => b.AlertId), All(buyers, b => b.CustomerId), All(buyers, b => b.State.Word()), All(buyers, b => b.ToldAt),
        All(buyers, b => b.AnsweredAt));
}
