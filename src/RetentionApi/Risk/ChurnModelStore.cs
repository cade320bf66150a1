using System.Text.Json;
using NodaTime;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>Stores fits, and says which one customers are scored by.</summary>
internal static class ChurnModelStore
{
    private const string ById = $"SELECT {RiskModel.Columns} FROM churn_models m WHERE m.merchant_id = $1 AND m.id = $2";

    /// <summary>One fit becomes current at a time.</summary>
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('churn model ' || $1::text, 0))";

    private const string Retire = "UPDATE churn_models SET is_current = false WHERE merchant_id = $1 AND is_current";

    private const string Insert = """
        INSERT INTO churn_models (merchant_id, id, as_of, fitted_at, is_current, horizon_days, r, alpha, a, b, is_prior_based, is_degenerate,
          spend_p, spend_q, spend_v, mean_order_value, report, bands)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17::jsonb, $18::jsonb) ON CONFLICT (merchant_id, id) DO NOTHING
        """;

    public static async Task<RiskModel?> FindAsync(MerchantScope scope, Guid id, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add(ById, scope.MerchantId, id);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? RiskModel.Read(reader) : null;
    }

    public static async Task<RiskModel?> FindCurrentAsync(MerchantScope scope, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add(RiskModel.Current, scope.MerchantId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? RiskModel.Read(reader) : null;
    }

    /// <param name="scope">A batch of it is one transaction.</param>
    /// <param name="becomesCurrent">The one before stops being so.</param>
    public static async Task<RiskModel> StoreAsync(
        MerchantScope scope, Guid id, LocalDate asOf, MerchantFit fit, bool becomesCurrent, Instant now, CancellationToken cancellationToken)
    {
        var (parameters, spend) = (fit.Scoring.Parameters, fit.SpendModel);
        await using var batch = scope.Batch();
        if (becomesCurrent)
        {
            batch.Add(Lock, scope.MerchantId);
            batch.Add(Retire, scope.MerchantId);
        }

        batch.Add(Insert, scope.MerchantId, id, asOf, now, becomesCurrent, fit.Scoring.HorizonDays, parameters.R, parameters.Alpha, parameters.A, parameters.B,
            fit.IsPriorBased, fit.Scoring.IsDegenerate, SqlValue.Of(spend?.P), SqlValue.Of(spend?.Q), SqlValue.Of(spend?.V), SqlValue.Of(fit.Report.Spend.MeanOrderValue),
            JsonSerializer.Serialize(fit.Report, JsonDefaults.Options), JsonSerializer.Serialize(fit.Scoring.Rule, JsonDefaults.Options));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return new RiskModel(id, asOf, fit.Scoring, fit.IsPriorBased, spend, fit.Report.Spend.MeanOrderValue);
    }
}
