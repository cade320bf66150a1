using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using static RetentionApi.Platform.Persistence.SqlArrays;

namespace RetentionApi.Messaging;

/// <summary>
/// What became of notices: their rows, an entry in the timeline of who was told, and work for the dispatcher, for being told may complete what a level needs. Of what was stopped no message
/// is written any more; the one that waited will not go.
/// </summary>
internal static class NoticeWrites
{
    private const string Attended = """
        WITH fact AS MATERIALIZED (
          SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[])
            AS n(subject_id, customer_id, status, because, due_at, handed_over_at, template)),
        work AS (
          INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts)
          SELECT DISTINCT $1::uuid, customer_id, $10::uuid, $11::smallint, $9::timestamptz, $9::timestamptz, 0 FROM fact WHERE status = 'handedOver' ON CONFLICT DO NOTHING),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
          SELECT $1, customer_id, $9, subject_id, 'told', subject_id, template FROM fact WHERE status = 'handedOver' ON CONFLICT DO NOTHING),
        held AS (
          UPDATE messages g SET status = 'suppressed', hold_reason = f.because FROM fact f
          WHERE g.merchant_id = $1 AND g.subject_id = f.subject_id AND g.customer_id = f.customer_id AND g.status = 'held' AND f.because = 'stopped')
        UPDATE notices n SET status = f.status, because = f.because, due_at = f.due_at, handed_over_at = f.handed_over_at
        FROM fact f WHERE n.merchant_id = $1 AND n.subject_id = f.subject_id AND n.customer_id = f.customer_id
        """;

    public static void AddAttended(this NpgsqlBatch batch, Guid merchantId, IReadOnlyList<NoticeRow> notices, Instant now) =>
        batch.Add(Attended, merchantId, All(notices, n => n.SubjectId), All(notices, n => n.CustomerId), All(notices, n => n.Status.Word()), All(notices, n => n.Because?.Word()),
            All(notices, n => n.DueAt), All(notices, n => n.HandedOverAt), All(notices, n => n.Template), now, Ids.New(now), (short)OutboxKind.Changed);
}
