using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Merchants;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>Every night: visitors who left no way to reach them, never ordered and have not come for long (the policy says how long) are removed with everything.</summary>
internal sealed class AbsentVisitorJob(JobBatches batches, MerchantDatabases databases, RetentionDbContext db, IClock clock) : IJob
{
    /// <summary>Of a merged person nothing is removed, nor of one whose data is to be kept, or with whom others asked for something, or who brought somebody. The standing is the lock: who is being derived is left to the next night. $3 since when.</summary>
    private const string Absent = """
        SELECT c.id AS customer_id FROM customers c JOIN customer_standings s ON s.merchant_id = c.merchant_id AND s.customer_id = c.id
        WHERE c.merchant_id = $1 AND c.updated_at <= $3 AND c.restricted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM contact_points p WHERE p.merchant_id = $1 AND p.customer_id = c.id)
          AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.merchant_id = $1 AND o.customer_id = c.id)
          AND NOT EXISTS (SELECT 1 FROM credit_notes n WHERE n.merchant_id = $1 AND n.customer_id = c.id)
          AND NOT EXISTS (SELECT 1 FROM customer_aliases a WHERE a.merchant_id = $1 AND a.customer_id = c.id)
          AND NOT EXISTS (SELECT 1 FROM customer_aliases a WHERE a.merchant_id = $1 AND a.person_id = c.id)
          AND NOT EXISTS (SELECT 1 FROM visits v WHERE v.merchant_id = $1 AND v.customer_id = c.id AND v.last_at > $3)
          AND NOT EXISTS (SELECT 1 FROM interactions i WHERE i.merchant_id = $1 AND i.customer_id = c.id AND i.occurred_at > $3)
          AND NOT EXISTS (SELECT 1 FROM suggestions g WHERE g.merchant_id = $1 AND g.customer_id = c.id)
          AND NOT EXISTS (SELECT 1 FROM suggestion_voices v WHERE v.merchant_id = $1 AND v.customer_id = c.id)
          AND NOT EXISTS (SELECT 1 FROM cases k WHERE k.merchant_id = $1 AND k.customer_id = c.id AND k.status <> 'closed')
          AND NOT EXISTS (SELECT 1 FROM referrals r WHERE r.merchant_id = $1 AND (r.referrer_id = c.id OR r.referred_id = c.id))
        LIMIT $2 FOR UPDATE OF s SKIP LOCKED
        """;

    public static string WhoHasWork => RecurringJobs.AllMerchants;

    public async Task<JobSummary> RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var settings = await MerchantSettings.ReadAsync(databases.JobScope(merchantId), cancellationToken);
        return JobSummary.Of("removed", await batches.RunAsync(merchantId, Remove(), cancellationToken, clock.GetCurrentInstant() - settings.Policy.AbsentVisitorsStay));
    }

    /// <summary>From every table that names a customer, in one statement.</summary>
    private string Remove()
    {
        var tables = db.Model.GetEntityTypes().Where(e => e.FindProperty("CustomerId") is not null).Select(e => (Name: e.GetTableName(), Key: "customer_id")).Append((Name: "customers", Key: "id"));
        var deletions = tables.Select((t, i) => $"gone_{i} AS (DELETE FROM {t.Name} t USING absent a WHERE t.merchant_id = $1 AND t.{t.Key} = a.customer_id)");
        return $"WITH absent AS MATERIALIZED ({Absent}), {string.Join(", ", deletions)} SELECT count(*) FROM absent";
    }
}
