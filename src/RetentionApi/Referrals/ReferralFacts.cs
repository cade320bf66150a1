using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Referrals;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Relationships;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Referrals;

/// <summary>Referrals as the derivation reads and writes them: whoever is derived may have brought somebody, or been brought.</summary>
internal static class ReferralFacts
{
    public static readonly string Statement = CustomerFactStatements.Members + $"""
        SELECT r.referrer_id, r.id, r.referrer_id, r.referred_id, r.occurred_at, r.bought_at FROM {CustomerFactStatements.Of("referrals r", "r.referrer_id")}
        UNION ALL
        SELECT r.referred_id, r.id, r.referrer_id, r.referred_id, r.occurred_at, r.bought_at FROM {CustomerFactStatements.Of("referrals r", "r.referred_id")}
        """;

    /// <summary>What was bought is known to the referrer's evidence when they are derived anew: $1 merchant, $2 referrals, $3 when, $4 now, $5 the message's id, $6 its kind.</summary>
    private const string StorePurchases = """
        WITH changed AS (
          UPDATE referrals r SET bought_at = n.bought_at FROM unnest($2::uuid[], $3::timestamptz[]) AS n(id, bought_at)
          WHERE r.merchant_id = $1 AND r.id = n.id AND r.bought_at IS DISTINCT FROM n.bought_at RETURNING r.id, r.referrer_id, r.bought_at),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
          SELECT $1, referrer_id, bought_at, id, 'referralBought', id, 'somebody they brought has bought' FROM changed WHERE bought_at IS NOT NULL ON CONFLICT DO NOTHING)
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts)
        SELECT DISTINCT $1::uuid, referrer_id, $5::uuid, $6::smallint, $4::timestamptz, $4::timestamptz, 0 FROM changed ON CONFLICT DO NOTHING
        """;

    /// <summary>A row of <see cref="Statement"/>; whose it is is its first column.</summary>
    public static Referral Read(NpgsqlDataReader row) =>
        new(row.GetGuid(1), row.GetGuid(2), row.GetGuid(3), row.GetFieldValue<Instant>(4), row.ValueOrNull<Instant>(5));

    public static void AddPurchases(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<(Guid Id, Instant? BoughtAt)> purchases, Instant now)
    {
        if (purchases.Count > 0)
            batch.Add(StorePurchases, merchantId, All(purchases, p => p.Id), All(purchases, p => p.BoughtAt), now, Ids.New(now), (short)OutboxKind.Changed);
    }
}
