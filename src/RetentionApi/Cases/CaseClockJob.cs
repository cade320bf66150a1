using NodaTime;
using RetentionApi.FollowUps;
using RetentionApi.Platform.Jobs;

namespace RetentionApi.Cases;

/// <summary>Every minute: steps of cases that are near their deadline warn their owner; those that have passed it go beyond: to the lead of the owner's team, else to whom the merchant named.</summary>
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

    /// <summary>A case given to somebody who has left would stand on a list that nobody opens: whoever comes next in the line has it, and where nobody does, it stays with its owner.</summary>
    private const string Escalate = $"""
        WITH passed AS MATERIALIZED (
          SELECT f.id, f.owner_id FROM follow_ups f WHERE f.merchant_id = $1 AND {HasPassed} AND f.deadline <= $3 ORDER BY f.deadline LIMIT $2 FOR UPDATE SKIP LOCKED),
        chain AS MATERIALIZED (
          SELECT p.id, COALESCE(lead.id, named.id) AS next
          FROM passed p JOIN merchants m ON m.merchant_id = $1
          LEFT JOIN staff s ON s.merchant_id = $1 AND s.id = p.owner_id LEFT JOIN teams t ON t.merchant_id = $1 AND t.id = s.team_id
          LEFT JOIN staff lead ON lead.merchant_id = $1 AND lead.id = t.lead_id AND lead.id IS DISTINCT FROM p.owner_id AND lead.is_active
          LEFT JOIN staff named ON named.merchant_id = $1 AND named.id = m.escalates_to AND named.is_active),
        escalated AS (
          UPDATE follow_ups f SET escalated_at = $3, owner_id = CASE WHEN n.next IS NULL THEN f.owner_id ELSE n.next END, version = f.version + 1
          FROM chain n WHERE f.merchant_id = $1 AND f.id = n.id RETURNING f.id, f.customer_id, f.cause, n.next),
        told AS (
          UPDATE cases c SET escalated_to = e.next, version = c.version + 1 FROM escalated e WHERE c.merchant_id = $1 AND c.cause = e.cause AND e.next IS NOT NULL),
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
