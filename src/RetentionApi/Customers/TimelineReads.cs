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
    public static void AddTimeline(this NpgsqlBatch batch, Guid merchantId, ExternalKey key, int most) => batch.Add(
        $"""
        WITH person AS MATERIALIZED ({CustomerReads.Person})
        SELECT e.id, e.occurred_at, e.kind, e.subject_id, e.summary FROM (
          SELECT person_id AS customer_id FROM person
          UNION ALL SELECT a.customer_id FROM customer_aliases a WHERE a.merchant_id = $1 AND a.person_id = (SELECT person_id FROM person)) who
        CROSS JOIN LATERAL (
          SELECT * FROM timeline_entries t WHERE t.merchant_id = $1 AND t.customer_id = who.customer_id ORDER BY t.occurred_at DESC, t.id DESC LIMIT $5) e
        ORDER BY e.occurred_at DESC, e.id DESC LIMIT $5
        """,
        [.. key.Values(merchantId), most]);

    public static async Task<List<TimelineEntryView>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var entries = new List<TimelineEntryView>();
        while (await reader.ReadAsync(cancellationToken))
            entries.Add(new TimelineEntryView(reader.GetGuid(0), reader.GetFieldValue<Instant>(1), reader.GetString(2), reader.ValueOrNull<Guid>(3), reader.GetString(4)));
        return entries;
    }
}
