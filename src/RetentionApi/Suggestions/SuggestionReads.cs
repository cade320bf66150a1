using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Suggestions;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Suggestions;

/// <summary>Suggestions as they are shown.</summary>
internal static class SuggestionReads
{
    /// <summary>What <see cref="Read"/> reads, from suggestions <c>s</c> joined to <see cref="Tables"/>; the changes come last.</summary>
    private const string Columns = """
        s.id, COALESCE(a.person_id, s.customer_id), c.name, s.text, s.status, s.reason, s.planned_on,
        s.voices,
        CASE WHEN f.status IN ('scheduled', 'due', 'claimed', 'missed') THEN f.deadline END, s.replied_at, s.decided_at, s.built_at, s.merged_into_id, s.created_at, s.version
        """;

    public const string ForList = $"{Columns}, NULL::text";

    /// <summary>With its changes, and how many were told of each.</summary>
    private const string ForOne = $$"""
        {{Columns}}, (
          SELECT COALESCE(jsonb_agg(jsonb_build_object('id', h.id, 'kind', h.kind, 'text', h.text, 'plannedOn', h.planned_on, 'by', h.by, 'at', to_char(h.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            'told', t.told, 'waiting', t.waiting, 'unreached', t.unreached) ORDER BY h.at, h.id), '[]')
          FROM suggestion_changes h CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE n.status = 'handedOver') AS told, count(*) FILTER (WHERE n.status = 'waiting') AS waiting, count(*) FILTER (WHERE n.status = 'suppressed') AS unreached
            FROM notices n WHERE n.merchant_id = h.merchant_id AND n.subject_id = h.id) t
          WHERE h.merchant_id = s.merchant_id AND h.suggestion_id = s.id)::text
        """;

    /// <summary>CASE, not COALESCE: see <see cref="FollowUps.FollowUpReads.Tables"/>.</summary>
    public const string Tables = """
        LEFT JOIN customer_aliases a ON a.merchant_id = s.merchant_id AND a.customer_id = s.customer_id
        LEFT JOIN customers c ON c.merchant_id = s.merchant_id AND c.id = CASE WHEN a.person_id IS NULL THEN s.customer_id ELSE a.person_id END
        LEFT JOIN follow_ups f ON f.merchant_id = s.merchant_id AND f.id = s.reply_follow_up_id
        """;

    public static void AddSuggestion(this NpgsqlBatch batch, Guid merchantId, Guid id) =>
        batch.Add($"SELECT {ForOne} FROM suggestions s {Tables} WHERE s.merchant_id = $1 AND s.id = $2", merchantId, id);

    /// <summary>In the transaction under way.</summary>
    public static async Task<SuggestionView> SuggestionAsync(this RetentionDbContext db, Guid id, CancellationToken cancellationToken)
    {
        await using var batch = db.Batch();
        batch.AddSuggestion(db.MerchantId, id);
        return (await batch.OneAsync(Read, cancellationToken))!;
    }

    /// <summary>The row that the reader stands on.</summary>
    public static SuggestionView Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.TextOrNull(2), row.GetString(3), EnumWords.Parse<SuggestionStatus>(row.GetString(4)), row.TextOrNull(5), row.ValueOrNull<LocalDate>(6),
        row.GetInt32(7), row.ValueOrNull<Instant>(8), row.ValueOrNull<Instant>(9), row.ValueOrNull<Instant>(10), row.ValueOrNull<Instant>(11), row.ValueOrNull<Guid>(12),
        row.GetFieldValue<Instant>(13), row.TextOrNull(15) is { } changes ? JsonSerializer.Deserialize<SuggestionChangeView[]>(changes, JsonDefaults.Options) : null, row.GetInt32(14));
}
