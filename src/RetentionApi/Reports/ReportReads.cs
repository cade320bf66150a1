using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reports;

/// <summary>What every report reads: the merchant's settings (as they were half a minute ago, at most), the months asked for by the merchant's calendar, and how fresh the counted months are.</summary>
internal sealed class ReportReads(MerchantScope scope, IClock clock)
{
    private const string CountedAt = "SELECT c.counted_at FROM month_counts c WHERE c.merchant_id = $1";

    public Guid MerchantId => scope.MerchantId;

    public async Task<(MerchantSettings Settings, LocalDate Today)> TodayAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var settings = await MerchantSettings.RecentAsync(scope, now, cancellationToken);
        return (settings, now.InZone(settings.Zone).Date);
    }

    /// <summary>The whole months that are asked for, by the merchant's calendar.</summary>
    public async Task<Result<ReportPeriod>> MonthsAsync(PeriodRequest asked, CancellationToken cancellationToken) => asked.Months((await TodayAsync(cancellationToken)).Today);

    /// <summary>A batch to add the report's own statements to, for <see cref="ReadAsync"/>.</summary>
    public NpgsqlBatch Batch()
    {
        var batch = scope.Batch();
        batch.Add(CountedAt, scope.MerchantId);
        return batch;
    }

    /// <returns>When the months were counted, null: not yet; and the result sets of the report's own statements.</returns>
    public static async Task<(Instant? AsOf, ResultSets Results)> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var results = new ResultSets(reader, cancellationToken);
        var counted = await results.FirstAsync(r => (Instant?)r.GetFieldValue<Instant>(0));
        return (counted.SingleOrDefault(), results);
    }
}
