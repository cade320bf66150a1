using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Cases;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cases;

/// <summary>Cases as they are shown: with the customer's name and the step that is owed, by the survivor of a merge.</summary>
internal static class CaseReads
{
    /// <summary>What <see cref="Read"/> reads, from cases <c>c</c> joined to <see cref="Tables"/>.</summary>
    public const string Columns = """
        c.id, CASE WHEN a.person_id IS NULL THEN c.customer_id ELSE a.person_id END, k.name, c.source, c.external_id, c.opened_by, c.received_at, c.order_id,
        (SELECT p.sku FROM products p WHERE p.merchant_id = c.merchant_id AND p.id = c.product_id), c.topic, c.severity, c.status, c.outcome, c.owner_id, c.complaints::text,
        c.proposal, c.goodwill::text, c.run, c.escalated_to, c.resolved_at, c.revisited_at, c.reopened_at, c.closed_at, c.close_reason, c.created_at, c.version,
        f.id, f.step, f.due_at, f.deadline, f.missed_at, f.paused_at, f.warned_at, f.escalated_at
        """;

    public const string Tables = """
        LEFT JOIN customer_aliases a ON a.merchant_id = c.merchant_id AND a.customer_id = c.customer_id
        LEFT JOIN customers k ON k.merchant_id = c.merchant_id AND k.id = CASE WHEN a.person_id IS NULL THEN c.customer_id ELSE a.person_id END
        LEFT JOIN follow_ups f ON f.merchant_id = c.merchant_id AND f.cause = c.cause AND f.kind = 'caseStep' AND f.status IN ('scheduled', 'due', 'claimed', 'missed')
        """;

    public static void AddCase(this NpgsqlBatch batch, Guid merchantId, ExternalKey key) => batch.Add(
        $"""
        SELECT {Columns} FROM cases c {Tables} WHERE c.merchant_id = $1 AND c.id = $2
        UNION ALL SELECT {Columns} FROM cases c {Tables} WHERE c.merchant_id = $1 AND c.source = $3 AND c.external_id = $4
        """,
        key.Values(merchantId));

    /// <summary>The row that the reader stands on.</summary>
    public static CaseView Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.GetFieldValue<Instant>(6), row.ValueOrNull<Guid>(7), row.TextOrNull(8),
        EnumWords.Parse<CaseTopic>(row.GetString(9)), EnumWords.Parse<CaseSeverity>(row.GetString(10)), EnumWords.Parse<CaseStatus>(row.GetString(11)), row.WordOrNull<CaseOutcome>(12),
        row.ValueOrNull<Guid>(13), JsonSerializer.Deserialize<Complaint[]>(row.GetString(14), JsonDefaults.Options)!, row.TextOrNull(15),
        JsonSerializer.Deserialize<Goodwill[]>(row.GetString(16), JsonDefaults.Options)!, row.GetInt32(17), StepOf(row), row.ValueOrNull<Guid>(18), row.ValueOrNull<Instant>(19),
        row.ValueOrNull<Instant>(20), row.GetFieldValue<Instant[]>(21), row.ValueOrNull<Instant>(22), row.TextOrNull(23), row.GetFieldValue<Instant>(24), row.GetInt32(25));

    private static CaseStepView? StepOf(NpgsqlDataReader row) => row.IsDBNull(26) ? null : new CaseStepView(
        row.GetGuid(26), row.GetInt32(27), row.GetFieldValue<Instant>(28), row.GetFieldValue<Instant>(29), row.ValueOrNull<Instant>(30), row.ValueOrNull<Instant>(31),
        row.ValueOrNull<Instant>(32), row.ValueOrNull<Instant>(33));
}
