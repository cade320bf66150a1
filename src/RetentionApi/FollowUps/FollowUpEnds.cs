using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps;

/// <summary>What the ends of duties leave beside themselves: entries in the timeline, and work for the dispatcher.</summary>
internal static class FollowUpEnds
{
    /// <summary>One message a customer; they may share their id, for the customer is in the key.</summary>
    private const string Statement = """
        WITH work AS (
          INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts)
          SELECT DISTINCT $1::uuid, customer_id, $6::uuid, $7::smallint, $5::timestamptz, $5::timestamptz, 0 FROM unnest($2::uuid[]) AS f(customer_id)
          ON CONFLICT DO NOTHING)
        INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
        SELECT $1, customer_id, $5, id, kind, id, summary FROM unnest($2::uuid[], $3::uuid[], $4::text[], $8::text[]) AS e(customer_id, id, kind, summary)
        ON CONFLICT DO NOTHING
        """;

    /// <param name="ended">Done or cancelled by the product, just now.</param>
    public static void AddEnds(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<FollowUp> ended, Instant now)
    {
        if (ended.Count > 0)
            batch.Add(Statement, merchantId, ended.Select(f => f.CustomerId).ToArray(), ended.Select(f => f.Id).ToArray(),
                ended.Select(f => f.Status is FollowUpStatus.Done ? "followUpDone" : "followUpCancelled").ToArray(), now, Ids.New(now), (short)OutboxKind.Changed,
                ended.Select(f => $"{f.Kind.Word()} · {f.Cancellation?.Word() ?? f.Channel.Word()}").ToArray());
    }
}
