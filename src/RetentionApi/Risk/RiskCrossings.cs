using NodaTime;
using Npgsql;
using RetentionApi.Churn;
using RetentionApi.Defections;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>What a run of the daily job did.</summary>
/// <param name="Reminded">Reminders made, of today's crossings and of those that were waiting.</param>
/// <param name="Waiting">Who became high and still has no room on a list.</param>
internal sealed record CrossingSummary(int Cooling, int High, int Lost, int Reminded, int Waiting);

/// <summary>Daily, shortly after midnight of the merchant's zone: moves everybody whose band changes today (or should have, on a day the job did not run), and reminds of who
/// became high. Run again on the same day it finds nobody left.</summary>
internal sealed class RiskCrossings(MerchantDatabases databases)
{
    private const int BatchSize = 1_000;

    /// <summary>The dispatcher's rows are skipped: it scores them itself, or the next run finds them.</summary>
    private const string WhoCrosses = $"""
        SELECT s.customer_id, s.risk_band, d.days, d.spend, EXISTS (SELECT 1 FROM customer_aliases a WHERE a.merchant_id = $1 AND a.customer_id = s.customer_id)
        FROM (SELECT s.customer_id, s.risk_band FROM customer_standings s WHERE s.merchant_id = $1 AND s.crosses_on <= $2
              ORDER BY s.crosses_on, s.customer_id LIMIT $3 FOR UPDATE OF s SKIP LOCKED) s
        CROSS JOIN LATERAL {OrderDayReads.OfOne} d
        """;

    /// <summary>Who has been lost is on the timeline, on the day it came to pass.</summary>
    private const string RecordLosses = """
        INSERT INTO timeline_entries (merchant_id, customer_id, occurred_at, id, kind, subject_id, summary)
        SELECT $1, l.customer_id, l.at, l.id, 'riskBandChanged', $2, l.band || ' → lost'
        FROM unnest($3::uuid[], $4::timestamptz[], $5::uuid[], $6::text[]) AS l(customer_id, at, id, band)
        """;

    private const string RecordHighs = """
        INSERT INTO risk_crossings (merchant_id, customer_id, crossed_on) SELECT $1, unnest($3::uuid[]), $2
        ON CONFLICT (merchant_id, customer_id) DO UPDATE SET crossed_on = excluded.crossed_on, reminded_on = NULL, owner_id = NULL
        """;

    public async Task<CrossingSummary> RunAsync(Guid merchantId, JobPace pace, Instant now, CancellationToken cancellationToken)
    {
        var scope = databases.JobScope(merchantId);
        var settings = await MerchantSettings.ReadAsync(scope, cancellationToken);
        if (await ChurnModelStore.FindCurrentAsync(scope, cancellationToken) is not { } model)
            return new CrossingSummary(0, 0, 0, 0, 0);
        var today = now.InZone(settings.Zone).Date;
        var transitions = new List<Transition>();
        List<Transition> crossed;
        do
            transitions.AddRange((crossed = await CrossAsync(scope, model, settings, today, now, cancellationToken)).Where(c => c.To != c.From));
        while (crossed.Count > 0 && await pace.RestAsync(cancellationToken));
        var (reminded, waiting) = await RiskReminders.RunAsync(scope, settings, today, now, cancellationToken);
        int Count(RiskBand band) => transitions.Count(t => t.To == band);
        return new CrossingSummary(Count(RiskBand.Cooling), Count(RiskBand.High), Count(RiskBand.Lost), reminded, waiting);
    }

    /// <summary>One batch in one transaction.</summary>
    private static async Task<List<Transition>> CrossAsync(
        MerchantScope scope, RiskModel model, MerchantSettings settings, LocalDate today, Instant now, CancellationToken cancellationToken)
    {
        await using var connection = await scope.OpenAsync(cancellationToken);
        var crossers = await ReadAsync(scope, connection, today, cancellationToken);
        if (crossers.Count == 0)
            return [];
        var scores = model.Score([.. crossers.Select(c => c.Orders).OfType<BuyerOrders>()], DayNumber.Of(today)).AsEnumerable().GetEnumerator();
        var transitions = crossers.ConvertAll(c => new Transition(c.From, c.Orders is { } orders && scores.MoveNext() && !c.IsMerged
            ? CustomerRisk.Of(c.CustomerId, orders, scores.Current, settings.Currency)
            : CustomerRisk.None(c.CustomerId, c.Orders)));
        await using var batch = connection.CreateBatch();
        batch.AddCrossedRisks(scope.MerchantId, [.. transitions.Select(t => t.Risk)], today, now);
        AddRecords(batch, scope.MerchantId, model.Id, [.. transitions.Where(t => t.To != t.From)], settings.Zone, today, now);
        batch.AddLosses(scope.MerchantId, [.. transitions.Select(t => t.Risk.CustomerId)], today.PlusDays(1 - settings.Policy.Losses.WatchedWithinDays), now);
        batch.Add("COMMIT");
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return transitions;
    }

    private static async Task<List<Crosser>> ReadAsync(MerchantScope scope, NpgsqlConnection connection, LocalDate today, CancellationToken cancellationToken)
    {
        await using var batch = scope.BeginBatch(connection);
        batch.Add(RiskLock.Take, scope.MerchantId);
        batch.Add(WhoCrosses, scope.MerchantId, today, BatchSize);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await new ResultSets(reader, cancellationToken).FirstAsync(r =>
            new Crosser(r.GetGuid(0), r.WordOrNull<RiskBand>(1), OrderDayReads.OrdersAt(r, 2, 3), r.GetBoolean(4)));
    }

    private static void AddRecords(NpgsqlBatch batch, Guid merchantId, Guid modelId, IReadOnlyList<Transition> changed, DateTimeZone zone, LocalDate today, Instant now)
    {
        var lost = changed.Where(t => t.To == RiskBand.Lost).ToList();
        if (lost.Count > 0)
            batch.Add(RecordLosses, merchantId, modelId, lost.Select(t => t.Risk.CustomerId).ToArray(),
                lost.Select(t => t.Risk.LostOn!.Value.AtStartOfDayInZone(zone).ToInstant()).ToArray(), lost.Select(_ => Ids.New(now)).ToArray(),
                lost.Select(t => t.From?.Word() ?? "none").ToArray());
        var high = changed.Where(t => t.To == RiskBand.High).Select(t => t.Risk.CustomerId).ToArray();
        if (high.Length > 0)
            batch.Add(RecordHighs, merchantId, today, high);
    }

    private sealed record Crosser(Guid CustomerId, RiskBand? From, BuyerOrders? Orders, bool IsMerged);

    private sealed record Transition(RiskBand? From, CustomerRisk Risk)
    {
        public RiskBand? To => Risk.Band;
    }
}
