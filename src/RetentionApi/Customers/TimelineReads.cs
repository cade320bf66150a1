using NodaTime;
using Npgsql;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>One thing that happened.</summary>
/// <param name="Kind">firstContact, orderPlaced, delivered, returned, enquiry, visit, followUpDone, levelChanged …</param>
/// <param name="SubjectId">The order, delivery, interaction or duty it is about.</param>
internal sealed record TimelineEntryView(Guid Id, Instant OccurredAt, string Kind, Guid? SubjectId, string Summary);

/// <summary>The newest entries of a person, of all customers merged into them.</summary>
internal static class TimelineReads
{
    public static void AddTimeline(this NpgsqlBatch batch, Guid merchantId, ExternalKey key, int most) =>
        batch.Add($"{CustomerReads.PersonAndMembers} {Newest("member m", "t.merchant_id = $1", most)}", key.Values(merchantId));

    /// <summary>
    /// Of each customer no more is read than the newest, by their index: of somebody with thousands of entries as much as is shown. The limit is a query, so that the planner does not
    /// know it: it takes a customer for one with few entries, fewer than are shown, and would read and sort all.
    /// </summary>
    /// <param name="members">The customers who are the person, <c>m.id</c> each.</param>
    /// <param name="where">Which of their entries <c>t</c>.</param>
    public static string Newest(string members, string where, int most) => $"""
        SELECT e.id, e.occurred_at, e.kind, e.subject_id, e.summary FROM {members} CROSS JOIN LATERAL (
          SELECT t.* FROM timeline_entries t WHERE {where} AND t.customer_id = m.id ORDER BY t.occurred_at DESC, t.id DESC LIMIT (SELECT {most})) e
        ORDER BY e.occurred_at DESC, e.id DESC LIMIT {most}
        """;

    /// <summary>The row that the reader stands on.</summary>
    public static TimelineEntryView Read(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetFieldValue<Instant>(1), row.GetString(2), row.ValueOrNull<Guid>(3), row.GetString(4));
}
