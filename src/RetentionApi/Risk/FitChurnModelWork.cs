using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Defections;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>Reads, fits and stores; where the fit becomes current, writes everybody's risk anew. A baseline: no band is a transition, nobody is reminded of anything.
/// Taken up after a restart it finds its own model and goes on with the baseline, which writes only what differs.</summary>
internal sealed class FitChurnModelWork(MerchantDatabases databases, IClock clock) : IOperationWork
{
    public const string OperationKind = "churnModel";

    private const int BaselineBatch = 5_000;

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    public string Kind => OperationKind;

    public async Task<Result<object>> RunAsync(OperationRun run, CancellationToken cancellationToken)
    {
        var scope = databases.JobScope(run.MerchantId);
        var request = run.Request<FitRequest>();
        while (request.AwaitsDerivation is true && await IsDerivingAsync(scope, cancellationToken))
            await Task.Delay(LookAgainAfter, cancellationToken);
        var log = await OrderDayReads.ReadAsync(scope, request.AsOf, cancellationToken);
        await run.ReportAsync(0, log.Count);
        var model = await ChurnModelStore.FindAsync(scope, run.Id, cancellationToken);
        if (model is null)
        {
            var bands = (await MerchantSettings.ReadAsync(scope, cancellationToken)).Policy.Risk;
            var fit = await Task.Run(() => MerchantFit.Of(log, request.AsOf, request.HorizonDays, bands), cancellationToken);
            if (!fit.IsOk)
                return fit.Error;
            cancellationToken.ThrowIfCancellationRequested();
            model = await ChurnModelStore.StoreAsync(scope, run.Id, request.AsOf, fit.Value, request.BecomesCurrent, clock.GetCurrentInstant(), cancellationToken);
        }

        if (request.BecomesCurrent)
            await WriteBaselineAsync(run, scope, model, log, cancellationToken);
        return Result<object>.Ok(new FitResult(model.Id, log.Count, request.BecomesCurrent));
    }

    private const string IsDeriving = """
        SELECT EXISTS (SELECT 1 FROM outbox_messages o WHERE o.merchant_id = $1 AND o.kind = $2 AND o.parked_at IS NULL)
          OR EXISTS (SELECT 1 FROM operations o WHERE o.merchant_id = $1 AND o.kind = $3 AND o.status IN ('queued', 'running'))
        """;

    /// <summary>Whether order days are still what they were before everybody was to be derived anew.</summary>
    private static async Task<bool> IsDerivingAsync(MerchantScope scope, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add(IsDeriving, scope.MerchantId, (short)OutboxKind.Recompute, RecomputeWork.KindOfOperation);
        return await batch.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task WriteBaselineAsync(OperationRun run, MerchantScope scope, RiskModel model, BuyerLog log, CancellationToken cancellationToken)
    {
        var settings = await MerchantSettings.ReadAsync(scope, cancellationToken);
        var today = DayNumber.Of(model.AsOf);
        for (var start = 0; start < log.Count; start += BaselineBatch)
        {
            var end = Math.Min(start + BaselineBatch, log.Count);
            var buyers = log.Buyers(start..end);
            var scores = model.Score(buyers, today);
            var risks = buyers.Select((buyer, i) => CustomerRisk.Of(log.CustomerIds[start + i], buyer, scores[i], settings.Currency)).ToList();
            await using var batch = scope.Batch();
            batch.Add(RiskLock.Take, scope.MerchantId);
            batch.AddBaseline(scope.MerchantId, risks, model.AsOf, model.Id, clock.GetCurrentInstant());
            batch.AddLosses(scope.MerchantId, [.. risks.Select(r => r.CustomerId)], watchedSince: null, clock.GetCurrentInstant(), start);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            await run.ReportAsync(end, log.Count);
        }
    }
}

/// <param name="ModelId">Where the fit stands: <c>/v1/churn/models/{modelId}</c>.</param>
/// <param name="Customers">Buyers it was fitted to.</param>
/// <param name="IsCurrent">Whether customers are scored by it from now on.</param>
internal sealed record FitResult(Guid ModelId, int Customers, bool IsCurrent);

/// <summary>Baseline and daily job write the same rows: one at a time, or they would wait for each other crosswise.</summary>
internal static class RiskLock
{
    public const string Take = "SELECT pg_advisory_xact_lock(hashtextextended('risk ' || $1::text, 0))";
}
