using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Batches;
using RetentionApi.Cases;
using RetentionApi.Cooperation;
using RetentionApi.Defections;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Relationships;
using RetentionApi.FollowUps;
using RetentionApi.Interests;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;
using RetentionApi.Promises;
using RetentionApi.Referrals;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Relationships;

/// <summary>Writes what was derived of many persons, one statement a table. Every write is unique by constraint: twice is once.</summary>
internal static class DerivationWrites
{
    private const string AddEvidence = """
        INSERT INTO evidence (merchant_id, customer_id, occurred_at, id, kind, source, recorded_at, weight, layer_of_breach, product_id, batch, order_id)
        SELECT $1, customer_id, occurred_at, id, kind, source, recorded_at, weight, layer_of_breach, product_id, batch, order_id
        FROM unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::float8[], $9::text[], $10::uuid[], $11::text[], $12::uuid[])
          AS e(customer_id, occurred_at, id, kind, source, recorded_at, weight, layer_of_breach, product_id, batch, order_id)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>A row of its own that names what it takes back.</summary>
    private const string WithdrawEvidence = """
        INSERT INTO evidence (merchant_id, customer_id, occurred_at, id, kind, source, recorded_at, weight, withdraws_id)
        SELECT $1, e.customer_id, w.at, w.id, e.kind, e.source, w.at, 0, e.id
        FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) AS w(evidence_id, id, at)
        JOIN evidence e ON e.merchant_id = $1 AND e.customer_id = ANY($5) AND e.id = w.evidence_id
        ON CONFLICT DO NOTHING
        """;

    private const string AddTransitions = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::smallint[], $6::smallint[], $7::jsonb[], $8::int[], $10::text[])
            AS t(customer_id, occurred_at, id, from_level, to_level, reason, policy_version, summary)),
        added AS (
          INSERT INTO level_transitions (merchant_id, customer_id, occurred_at, id, from_level, to_level, reason, policy_version, recorded_at)
          SELECT $1, customer_id, occurred_at, id, from_level, to_level, reason, policy_version, $9 FROM fact ON CONFLICT DO NOTHING
          RETURNING customer_id, id)
        INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
        SELECT $1, f.customer_id, f.occurred_at, f.id, 'levelChanged', f.id, f.summary FROM fact f JOIN added a ON a.customer_id = f.customer_id AND a.id = f.id ON CONFLICT DO NOTHING
        """;

    private const string UpdateStandings = """
        UPDATE customer_standings s SET level = n.level, earned_level = n.earned_level, level_since = COALESCE(n.level_since, s.level_since), override_until = n.override_until,
          lapsing_to = n.lapsing_to, falls_at = n.falls_at, level_changes_at = n.level_changes_at, trust_at = $3,
          cognitive_positive = n.cp, cognitive_negative = n.cn, cognitive_breach = n.cb, affective_positive = n.ap, affective_negative = n.an, affective_breach = n.ab,
          behavioural_positive = n.bp, behavioural_negative = n.bn, behavioural_breach = n.bb, trust_stage = n.trust_stage,
          order_days = n.order_days, first_order_on = n.first_order_on, last_order_on = n.last_order_on, spend = n.spend, spend_orders = n.spend_orders, touched_at = $3
        FROM unnest($2::uuid[], $4::smallint[], $5::smallint[], $6::timestamptz[], $7::timestamptz[], $8::smallint[], $9::timestamptz[], $10::timestamptz[],
            $11::float8[], $12::float8[], $13::float8[], $14::float8[], $15::float8[], $16::float8[], $17::float8[], $18::float8[], $19::float8[], $20::text[],
            $21::int[], $22::date[], $23::date[], $24::numeric[], $25::int[])
          AS n(customer_id, level, earned_level, level_since, override_until, lapsing_to, falls_at, level_changes_at, cp, cn, cb, ap, an, ab, bp, bn, bb, trust_stage,
            order_days, first_order_on, last_order_on, spend, spend_orders)
        WHERE s.merchant_id = $1 AND s.customer_id = n.customer_id AND s.customer_id = ANY(ARRAY(SELECT unnest($2::uuid[])))
        """;

    private const string StoreOrderDays = """
        WITH fact AS MATERIALIZED (SELECT * FROM unnest($3::uuid[], $4::date[], $5::int[], $6::int[], $7::numeric[]) AS d(customer_id, day, orders, spend_orders, spend)),
        gone AS (
          DELETE FROM order_days d WHERE d.merchant_id = $1 AND d.customer_id = ANY(ARRAY(SELECT unnest($2::uuid[])))
            AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.customer_id = d.customer_id AND f.day = d.day))
        INSERT INTO order_days (merchant_id, customer_id, day, orders, spend_orders, spend) SELECT $1, customer_id, day, orders, spend_orders, spend FROM fact
        ON CONFLICT (merchant_id, customer_id, day) DO UPDATE SET orders = excluded.orders, spend_orders = excluded.spend_orders, spend = excluded.spend
        WHERE (order_days.orders, order_days.spend_orders, order_days.spend) <> (excluded.orders, excluded.spend_orders, excluded.spend)
        """;

    private const string LowerFirstContacts = """
        UPDATE customers c SET first_contact_at = n.at, version = c.version + 1, updated_at = $4 FROM unnest($2::uuid[], $3::timestamptz[]) AS n(customer_id, at)
        WHERE c.merchant_id = $1 AND c.id = n.customer_id AND c.first_contact_at > n.at
        """;

    public static void Add(NpgsqlBatch batch, Guid merchantId, IReadOnlyList<CustomerDerivation> derived, Instant now)
    {
        var earlier = derived.Where(d => d.EarlierContact is not null).ToList();
        if (earlier.Count > 0)
            batch.Add(LowerFirstContacts, merchantId, All(earlier, d => d.CustomerId), All(earlier, d => d.EarlierContact!.Value), now);
        batch.AddOpenedFollowUps(merchantId, [.. derived.SelectMany(d => d.Opened)]);
        batch.AddChangedFollowUps(merchantId, [.. derived.SelectMany(d => d.Changed)]);
        batch.AddInterestEndings(merchantId, [.. derived.SelectMany(d => d.InterestEndings)]);
        Guid[] members = [.. derived.SelectMany(d => d.Members)];
        batch.AddQualityRatings(merchantId, members, [.. derived.SelectMany(d => d.Ratings)], now);
        batch.AddBatchBuyers(merchantId, members, [.. derived.SelectMany(d => d.BatchBuyers)]);
        batch.AddLearnt(merchantId, members, [.. derived.Where(d => d.IsWithheld).SelectMany(d => d.Members)], [.. derived.SelectMany(d => d.Values)]);
        batch.AddDerivedCases(merchantId, [.. derived.Select(d => d.Cases)], now);
        batch.AddDefections(merchantId, [.. derived.Select(d => d.Defections)]);
        batch.AddDerivedPromises(merchantId, [.. derived.Select(d => d.Promises)], now);
        AddEvidenceChanges(batch, merchantId, derived, now);
        AddTransitionsOf(batch, merchantId, derived, now);
        batch.AddPurchases(merchantId, [.. derived.SelectMany(d => d.Purchases)], now);
        AddStandings(batch, merchantId, derived, now);
        var days = derived.SelectMany(d => d.OrderDays.Select(day => (d.CustomerId, Day: day))).ToList();
        batch.Add(StoreOrderDays, merchantId, All(derived, d => d.CustomerId), All(days, d => d.CustomerId), All(days, d => d.Day.Date), All(days, d => d.Day.Orders),
            All(days, d => d.Day.SpendOrders), All(days, d => d.Day.Spend));
    }

    private static void AddEvidenceChanges(NpgsqlBatch batch, Guid merchantId, IReadOnlyList<CustomerDerivation> derived, Instant now)
    {
        var added = derived.SelectMany(d => d.Evidence.Added).ToList();
        if (added.Count > 0)
            batch.Add(AddEvidence, merchantId, All(added, e => e.CustomerId), All(added, e => e.OccurredAt), All(added, e => e.Id), All(added, e => e.Kind.Word()), All(added, e => e.Source),
                All(added, e => e.RecordedAt), All(added, e => e.Weight), All(added, e => e.LayerOfBreach?.Word()), All(added, e => e.ProductId), All(added, e => e.Batch), All(added, e => e.OrderId));
        var withdrawn = derived.SelectMany(d => d.Evidence.Withdrawn.Select(w => (d.CustomerId, Withdrawal: w))).ToList();
        if (withdrawn.Count > 0)
            batch.Add(WithdrawEvidence, merchantId, All(withdrawn, w => w.Withdrawal.EvidenceId), All(withdrawn, _ => Ids.New(now)), All(withdrawn, w => w.Withdrawal.At),
                derived.SelectMany(d => d.Members).ToArray());
    }

    private static void AddTransitionsOf(NpgsqlBatch batch, Guid merchantId, IReadOnlyList<CustomerDerivation> derived, Instant now)
    {
        var transitions = derived.Where(d => !d.IsWithheld).SelectMany(d => d.Transitions.Select(t => (d.CustomerId, Transition: t))).ToList();
        if (transitions.Count > 0)
            batch.Add(AddTransitions, merchantId, All(transitions, t => t.CustomerId), All(transitions, t => t.Transition.At), All(transitions, _ => Ids.New(now)),
                All(transitions, t => (short)t.Transition.From), All(transitions, t => (short)t.Transition.To),
                All(transitions, t => JsonSerializer.Serialize(t.Transition.Because, JsonDefaults.Options)), All(transitions, t => t.Transition.PolicyVersion), now,
                All(transitions, t => $"{t.Transition.From.Word()} → {t.Transition.To.Word()}"));
    }

    /// <summary>After an objection to profiling nothing derived is kept: filters do not match what is NULL.</summary>
    private static void AddStandings(NpgsqlBatch batch, Guid merchantId, IReadOnlyList<CustomerDerivation> derived, Instant now)
    {
        double[] Sums(TrustLayer layer, Func<TrustSums, double> sum) => All(derived, d => d.IsWithheld ? 0 : sum(d.Trust.Of(layer).Sums));
        batch.Add(UpdateStandings, merchantId, All(derived, d => d.CustomerId), now,
            All(derived, d => d.IsWithheld ? (short?)null : (short)d.Assessment.Level), All(derived, d => d.IsWithheld ? (short)Level.Basic : (short)d.Assessment.EarnedLevel),
            All(derived, d => d.IsWithheld ? null : d.Assessment.Since), All(derived, d => d.Assessment.Override?.ValidUntil), All(derived, d => (short?)d.Assessment.Lapse?.FallsTo),
            All(derived, d => d.Assessment.Lapse?.FallsAt), All(derived, d => d.Assessment.NextChangeAt),
            Sums(TrustLayer.Cognitive, s => s.Positive), Sums(TrustLayer.Cognitive, s => s.Negative), Sums(TrustLayer.Cognitive, s => s.Breach),
            Sums(TrustLayer.Affective, s => s.Positive), Sums(TrustLayer.Affective, s => s.Negative), Sums(TrustLayer.Affective, s => s.Breach),
            Sums(TrustLayer.Behavioural, s => s.Positive), Sums(TrustLayer.Behavioural, s => s.Negative), Sums(TrustLayer.Behavioural, s => s.Breach),
            All(derived, d => d.IsWithheld ? TrustStage.Contact.Word() : d.Trust.Stage.Word()),
            All(derived, d => d.OrderDays.Count), All(derived, d => d.OrderDays.Count == 0 ? (LocalDate?)null : d.OrderDays[0].Date),
            All(derived, d => d.OrderDays.Count == 0 ? (LocalDate?)null : d.OrderDays[^1].Date), All(derived, d => d.OrderDays.Sum(day => day.Spend)),
            All(derived, d => d.OrderDays.Sum(day => day.SpendOrders)));
    }
}
