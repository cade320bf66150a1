using NodaTime;
using RetentionApi.Merchants;
using RetentionApi.Platform.Persistence;
using RetentionApi.Reports.Promises;

namespace RetentionApi.Reports.MonthCounts;

/// <summary>Counts all months of a merchant anew, from the facts as they are now.</summary>
/// <remarks>
/// Whole, not in part: a correction, a cancelled order, a merge or what arrives late moves a customer in months long past (a first order that turns out earlier makes all later ones
/// another cohort's), so what would have to be remembered to count only what changed is more than is counted. It takes one connection, once an hour and only where something changed
/// (<c>benchmarks/run reports</c> says how long); the transaction that reports a fact does nothing for it.
/// </remarks>
internal sealed class MonthCounter(MerchantDatabases databases, IClock clock)
{
    private const int MostMinutes = 10;

    /// <summary>Counts of one merchant go one after the other: the later knows more, and stands.</summary>
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('month counts ' || $1::text, 0))";

    private const string Stamp = """
        INSERT INTO month_counts (merchant_id, counted_at) VALUES ($1, $2)
        ON CONFLICT (merchant_id) DO UPDATE SET counted_at = GREATEST(month_counts.counted_at, excluded.counted_at)
        """;

    public async Task RunAsync(Guid merchantId, CancellationToken cancellationToken)
    {
        var scope = databases.JobScope(merchantId);
        var settings = await MerchantSettings.ReadAsync(scope, cancellationToken);
        var now = clock.GetCurrentInstant();
        await using var connection = await scope.OpenAsync(cancellationToken);
        await using var batch = scope.BeginBatch(connection);
        batch.Timeout = MostMinutes * 60;
        batch.Add($"SET LOCAL statement_timeout = '{MostMinutes}min'");
        batch.Add("SET LOCAL work_mem = '64MB'");
        batch.Add(Lock, merchantId);
        foreach (var table in new[] { "level_months", "buying_months", "second_orders", "defection_months", PromiseMonthTable.Name })
            batch.Add($"DELETE FROM {table} WHERE merchant_id = $1", merchantId);
        batch.Add(MonthCountStatements.Levels, merchantId, settings.Zone.Id);
        batch.Add(MonthCountStatements.Buying, merchantId);
        batch.Add(MonthCountStatements.SecondOrders, merchantId);
        batch.Add(MonthCountStatements.Anonymous, merchantId, settings.Zone.Id, settings.Currency);
        batch.Add(MonthCountStatements.Defections, merchantId);
        batch.Add(PromiseMonthTable.Count, merchantId, settings.Zone.Id);
        batch.Add(Stamp, merchantId, now);
        batch.Add("COMMIT");
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
