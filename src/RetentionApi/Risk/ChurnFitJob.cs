using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>Weekly: asks for a fit as of today, as a caller would. Asked twice on one day, or while one is under way, it asks for nothing.</summary>
internal sealed class ChurnFitJob(MerchantDatabases databases)
{
    private const string Ask = """
        INSERT INTO operations (merchant_id, id, kind, status, done, failed, request, is_cancel_requested, created_at, attempts)
        SELECT $1, $2, $3, 'queued', 0, 0, $4::jsonb, false, $5, 0
        WHERE EXISTS (SELECT 1 FROM order_days d WHERE d.merchant_id = $1)
          AND NOT EXISTS (SELECT 1 FROM churn_models m WHERE m.merchant_id = $1 AND m.is_current AND m.as_of >= $6)
          AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.merchant_id = $1 AND o.status IN ('queued', 'running') AND o.kind = $3)
        """;

    /// <summary>Where there is a model to be replaced: what it knows of spending is in another currency.</summary>
    private const string AskAnew = """
        INSERT INTO operations (merchant_id, id, kind, status, done, failed, request, is_cancel_requested, created_at, attempts)
        SELECT $1, $2, $3, 'queued', 0, 0, $4::jsonb, false, $5, 0 WHERE EXISTS (SELECT 1 FROM churn_models m WHERE m.merchant_id = $1 AND m.is_current)
        """;

    /// <summary>In the transaction that changes the currency; the fit waits until everybody is derived anew.</summary>
    public static void AddFitAnew(NpgsqlBatch batch, Guid merchantId, LocalDate today, Instant now) =>
        batch.Add(AskAnew, merchantId, Ids.New(now), FitChurnModelWork.OperationKind, RequestOf(today, awaitsDerivation: true), now);

    /// <returns>Whether a fit was asked for.</returns>
    public async Task<bool> RunAsync(Guid merchantId, Instant now, CancellationToken cancellationToken)
    {
        var scope = databases.JobScope(merchantId);
        var settings = await MerchantSettings.ReadAsync(scope, cancellationToken);
        var today = now.InZone(settings.Zone).Date;
        await using var batch = scope.Batch();
        batch.Add(Ask, merchantId, Ids.New(now), FitChurnModelWork.OperationKind, RequestOf(today), now, today);
        return await batch.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static string RequestOf(LocalDate today, bool? awaitsDerivation = null) =>
        JsonSerializer.Serialize(new FitRequest(today, HorizonDays: null, BecomesCurrent: true, awaitsDerivation), JsonDefaults.Options);
}
