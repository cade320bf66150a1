using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports.Applying;

/// <summary>What an import leaves for the dispatcher.</summary>
internal static class ImportMessages
{
    /// <summary>If the import never ends, what it applied is derived all the same.</summary>
    private static readonly Duration AtTheLatest = Duration.FromHours(1);

    /// <summary>One message a customer, whose id is the import's; it waits for the last chunk.</summary>
    private const string PutOff = """
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
        SELECT $1, customer_id, $2, $4, $2, $5, $6, 0 FROM unnest($3::uuid[]) AS t(customer_id) ON CONFLICT DO NOTHING
        """;

    private const string Release = "UPDATE outbox_messages SET due_at = $3 WHERE merchant_id = $1 AND id = $2 AND due_at > $3";

    private const string Changed = """
        INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, subject_id, occurred_at, due_at, attempts)
        SELECT $1, customer_id, id, $6, subject_id, occurred_at, $7, 0 FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[]) AS t(customer_id, id, subject_id, occurred_at)
        """;

    public static void AddPutOff(NpgsqlBatch batch, Guid merchantId, Guid importId, Guid[] customerIds, Instant now)
    {
        if (customerIds.Length > 0)
            batch.Add(PutOff, merchantId, importId, customerIds, (short)OutboxKind.Recompute, now, now + AtTheLatest);
    }

    public static void AddRelease(NpgsqlBatch batch, Guid merchantId, Guid importId, Instant now) => batch.Add(Release, merchantId, importId, now);

    public static void AddChanged(NpgsqlBatch batch, Guid merchantId, IReadOnlyList<(Guid CustomerId, Guid SubjectId, Instant OccurredAt)> news, Instant now)
    {
        if (news.Count > 0)
            batch.Add(Changed, merchantId, news.Select(n => n.CustomerId).ToArray(), news.Select(_ => Ids.New(now)).ToArray(), news.Select(n => n.SubjectId).ToArray(),
                news.Select(n => n.OccurredAt).ToArray(), (short)OutboxKind.Changed, now);
    }
}
