using System.Text.Json;
using NodaTime;
using RetentionApi.Churn;
using RetentionApi.Platform.Json;

namespace RetentionApi.Risk;

/// <summary>What must be known before a fit is believed.</summary>
internal enum FitFlag
{
    /// <summary>Fewer than 100 buyers, 20 repeat buyers or 90 days: mostly the prior speaks, not these orders.</summary>
    PriorBased,

    /// <summary>How customers drop out cannot be learnt from these orders: `probabilityAlive` is withheld, `probabilityOfOrder` stays good.</summary>
    Degenerate,
}

internal static class FitFlags
{
    public static IReadOnlyList<FitFlag> Of(bool isPriorBased, bool isDegenerate) =>
        [.. isPriorBased ? [FitFlag.PriorBased] : Array.Empty<FitFlag>(), .. isDegenerate ? [FitFlag.Degenerate] : Array.Empty<FitFlag>()];
}

/// <summary>One fit of the merchant's own orders.</summary>
/// <param name="AsOf">The day as of which customers were looked at; later orders are left out and counted.</param>
/// <param name="IsCurrent">Customers are scored by it now.</param>
/// <param name="Parameters">Of MBG/NBD, fitted by maximum a posteriori; per day.</param>
/// <param name="LogLikelihood">Natural logarithm, without the prior, time in days.</param>
/// <param name="Flags">`priorBased`, `degenerate`, or none.</param>
/// <param name="Bands">Where the bands of risk begin for whom it scores, by the policy of the day it was fitted.</param>
/// <param name="BackTest">The same fit made a horizon earlier, against what happened since; null where nobody had ordered by then.</param>
internal sealed record ChurnModelView(
    Guid Id,
    LocalDate AsOf,
    Instant FittedAt,
    bool IsCurrent,
    FitParameters Parameters,
    double LogLikelihood,
    FitCounts Counts,
    IReadOnlyList<FitFlag> Flags,
    FitHorizon Horizon,
    FitSpend Spend,
    RiskRule Bands,
    FitBackTest? BackTest)
{
    public static ChurnModelView Of(ChurnModelRow row)
    {
        var report = JsonSerializer.Deserialize<FitReport>(row.Report, JsonDefaults.Options)!;
        return new ChurnModelView(
            row.Id, row.AsOf, row.FittedAt, row.IsCurrent, new FitParameters(row.R, row.Alpha, row.A, row.B), report.LogLikelihood, report.Counts,
            FitFlags.Of(row.IsPriorBased, row.IsDegenerate), report.Horizon, report.Spend, JsonSerializer.Deserialize<RiskRule>(row.Bands, JsonDefaults.Options)!, report.BackTest);
    }
}
