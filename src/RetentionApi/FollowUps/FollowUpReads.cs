using System.Text.Json;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.FollowUps;

/// <summary>Duties as they are shown: with the customer's name and the lines they ask about, by the survivor of a merge.</summary>
internal static class FollowUpReads
{
    /// <summary>What <see cref="Read"/> reads, from duties <c>f</c> joined to <see cref="Tables"/>.</summary>
    public const string Columns = FollowUpRows.Columns + """
        , f.note, COALESCE(a.person_id, f.customer_id), c.name,
          CASE WHEN cardinality(f.order_line_ids) > 0 THEN (
            SELECT jsonb_agg(jsonb_build_object('orderLineId', l.id, 'orderId', l.order_id, 'sku', l.sku, 'productName', p.name) ORDER BY o.placed_at, l.number)
            FROM orders o JOIN order_lines l ON l.merchant_id = o.merchant_id AND l.order_id = o.id
            LEFT JOIN products p ON p.merchant_id = l.merchant_id AND p.id = l.product_id
            WHERE o.merchant_id = f.merchant_id AND l.id = ANY(f.order_line_ids)
              AND o.customer_id = ANY(ARRAY[c.id] || ARRAY(SELECT m.customer_id FROM customer_aliases m WHERE m.merchant_id = f.merchant_id AND m.person_id = c.id)))::text END
        """;

    /// <summary>CASE, not COALESCE: row-level security keeps what could leak from an index, PostgreSQL counts COALESCE of columns among that, and all customers would be read.</summary>
    public const string Tables = """
        LEFT JOIN customer_aliases a ON a.merchant_id = f.merchant_id AND a.customer_id = f.customer_id
        LEFT JOIN customers c ON c.merchant_id = f.merchant_id AND c.id = CASE WHEN a.person_id IS NULL THEN f.customer_id ELSE a.person_id END
        """;

    /// <summary>Of duties <c>f</c>, as <see cref="Domain.FollowUps.FollowUp.HasSubject"/>: these stay on the list until they are done.</summary>
    public const string HasSubject =
        "(f.kind IN ('answer', 'caseStep', 'promise', 'suggestionReply', 'improvement', 'alertDecision') OR (f.kind = 'bestValue' AND starts_with(f.cause, 'interaction:')))";

    private const int Note = FollowUpRows.ColumnCount, Person = Note + 1, Name = Note + 2, Lines = Note + 3;

    public static void AddFollowUp(this NpgsqlBatch batch, Guid merchantId, Guid id) =>
        batch.Add($"SELECT {Columns} FROM follow_ups f {Tables} WHERE f.merchant_id = $1 AND f.id = $2", merchantId, id);

    /// <summary>The row that the reader stands on.</summary>
    public static FollowUpView Read(NpgsqlDataReader row)
    {
        var f = FollowUpRows.Read(row);
        FollowUpLineView[] lines = row.IsDBNull(Lines) ? [] : JsonSerializer.Deserialize<FollowUpLineView[]>(row.GetString(Lines), JsonDefaults.Options)!;
        return new FollowUpView(
            f.Id, f.IsOwedToCustomer ? row.GetGuid(Person) : null, row.TextOrNull(Name), f.Kind, f.Level, f.Cause, f.Step, f.Status, f.DueAt, f.Deadline, f.Channel, f.OwnerId, row.TextOrNull(Note), lines,
            f.ClaimedBy, f.ClaimedAt, f.MissedAt, f.CompletedAt, f.Outcome, f.AnsweredAt, f.Answers, f.SkipReason, f.Cancellation, f.HeldFor, f.EndedAt, f.EndedBy,
            f.PolicyVersion, f.CreatedAt, f.Version, f.HasSubject ? FactKey.Id(f.Cause) : null, f.PausedAt, f.WarnedAt, f.EscalatedAt, f.Guide);
    }
}
