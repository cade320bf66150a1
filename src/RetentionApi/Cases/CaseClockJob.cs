using NodaTime;
using RetentionApi.FollowUps;
using RetentionApi.Platform.Jobs;

namespace RetentionApi.Cases;

/// <summary>Every minute: steps of cases that are near their deadline warn their owner; those that have passed it go beyond, to whom the merchant named.</summary>
internal sealed class CaseClockJob(JobBatches batches, IClock clock) : IJob
{
    private const string IsNear = $"{FollowUpTable.OpenCaseSteps} AND warned_at IS NULL AND missed_at IS NULL AND paused_at IS NULL";

    /// <summary>What was missed before it was paused stays so.</summary>
    private const string HasPassed = $"{FollowUpTable.OpenCaseSteps} AND escalated_at IS NULL AND (paused_at IS NULL OR missed_at IS NOT NULL)";

    public static string WhoHasWork => $"""
        SELECT m.merchant_id FROM merchants m
        WHERE EXISTS (SELECT 1 FROM follow_ups f WHERE f.merchant_id = m.merchant_id AND {IsNear} AND f.warn_at <= $1 AND f.deadline > $1)
           OR EXISTS (SELECT 1 FROM follow_ups f WHERE f.merchant_id = m.merchant_id AND {HasPassed} AND f.deadline <= $1)
        """;

    private const string Warn = $"""
        WITH near AS MATERIALIZED (
          SELECT f.id FROM follow_ups f WHERE f.merchant_id = $1 AND {IsNear} AND f.warn_at <= $3 AND f.deadline > $3 ORDER BY f.deadline LIMIT $2 FOR UPDATE SKIP LOCKED),
        warned AS (
          UPDATE follow_ups f SET warned_at = $3, version = f.version + 1 FROM near n WHERE f.merchant_id = $1 AND f.id = n.id RETURNING f.id, f.customer_id, f.cause),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
          SELECT $1, w.customer_id, $3, w.id, 'caseWarned', c.id, 'deadline near' FROM warned w JOIN cases c ON c.merchant_id = $1 AND c.cause = w.cause ON CONFLICT DO NOTHING)
        SELECT count(*) FROM warned
        """;

    private const string Escalate = $"""
        WITH passed AS MATERIALIZED (
          SELECT f.id FROM follow_ups f WHERE f.merchant_id = $1 AND {HasPassed} AND f.deadline <= $3 ORDER BY f.deadline LIMIT $2 FOR UPDATE SKIP LOCKED),
        escalated AS (
          UPDATE follow_ups f SET escalated_at = $3, owner_id = CASE WHEN m.escalates_to IS NULL THEN f.owner_id ELSE m.escalates_to END, version = f.version + 1
          FROM passed p, merchants m WHERE f.merchant_id = $1 AND f.id = p.id AND m.merchant_id = $1 RETURNING f.id, f.customer_id, f.cause, m.escalates_to),
        told AS (
          UPDATE cases c SET escalated_to = e.escalates_to, version = c.version + 1 FROM escalated e
          WHERE c.merchant_id = $1 AND c.cause = e.cause AND e.escalates_to IS NOT NULL),
        entry AS (
          INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
          SELECT $1, e.customer_id, $3, e.id, 'caseEscalated', c.id, 'past its deadline' FROM escalated e JOIN cases c ON c.merchant_id = $1 AND c.cause = e.cause ON CONFLICT DO NOTHING)
        SELECT count(*) FROM escalated
        """;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return JobSummary.Of("warned", await batches.RunAsync(merchantId, Warn, cancellationToken, now))
            + JobSummary.Of("escalated", await batches.RunAsync(merchantId, Escalate, cancellationToken, now));
    }
}
