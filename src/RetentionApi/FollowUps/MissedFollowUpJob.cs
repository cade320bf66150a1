using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Outbox;

namespace RetentionApi.FollowUps;

/// <summary>Every minute: what passed its deadline, as <see cref="Domain.FollowUps.FollowUp.Miss"/> defines it.</summary>
internal sealed class MissedFollowUpJob(JobBatches batches, IClock clock) : IJob
{
    private const string Passed = "f.status IN ('scheduled', 'due', 'claimed') AND f.missed_at IS NULL AND f.paused_at IS NULL";

    private const string OfCustomers = $"customer_id <> {Nobody.Id}";

    public static string WhoHasWork =>
        $"SELECT m.merchant_id FROM merchants m WHERE EXISTS (SELECT 1 FROM follow_ups f WHERE f.merchant_id = m.merchant_id AND {Passed} AND f.deadline <= $1)";

    /// <summary>Whom a reply is owed together with others, a missed one concerns too.</summary>
    private const string Statement = $"""
        WITH passed AS MATERIALIZED (
          SELECT f.id FROM follow_ups f WHERE f.merchant_id = $1 AND {Passed} AND f.deadline <= $3 ORDER BY f.deadline LIMIT $2 FOR UPDATE SKIP LOCKED),
        missed AS (
          UPDATE follow_ups f SET status = 'missed', missed_at = f.deadline, claimed_by = NULL, claimed_at = NULL, version = f.version + 1
          FROM passed p WHERE f.merchant_id = $1 AND f.id = p.id RETURNING f.id, f.customer_id, f.kind, f.cause, f.deadline),
        voices AS (
          SELECT v.customer_id FROM missed m
          JOIN suggestion_voices v ON v.merchant_id = $1 AND v.suggestion_id = CASE WHEN m.kind = 'suggestionReply' THEN substr(m.cause, length('suggestion:') + 1)::uuid END),
        work AS (
          INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts)
          SELECT $1::uuid, customer_id, $4::uuid, $5::smallint, $3::timestamptz, $3::timestamptz, 0
          FROM (SELECT customer_id FROM missed WHERE {OfCustomers} UNION SELECT customer_id FROM voices) whom ON CONFLICT DO NOTHING),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
          SELECT $1, customer_id, deadline, id, 'followUpMissed', id, kind FROM missed WHERE {OfCustomers} ON CONFLICT DO NOTHING)
        SELECT count(*) FROM missed
        """;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return JobSummary.Of("missed", await batches.RunAsync(merchantId, Statement, cancellationToken, now, Ids.New(now), (short)OutboxKind.Changed));
    }
}
