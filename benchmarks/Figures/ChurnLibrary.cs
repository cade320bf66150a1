using System.Runtime.CompilerServices;
using RetentionApi.Benchmarks.Stage;
using RetentionApi.Churn;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>The library by itself, on the filled merchant's buyers; the best of a few runs on one thread.</summary>
internal static class ChurnLibrary
{
    private const int Runs = 3;

    private const string Buyers = """
        SELECT first_order_on - date '2020-01-01', last_order_on - date '2020-01-01', order_days FROM customer_standings WHERE merchant_id = $1 AND order_days > 0
        """;

    public static async IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = await stage.ListAsync(Buyers, row => (First: row.GetInt32(0), Last: row.GetInt32(1), Days: row.GetInt32(2)), cancellationToken, stage.Filling.MerchantId);
        var buyers = new BuyerTable([.. rows.Select(r => r.First)], [.. rows.Select(r => r.Last)], [.. rows.Select(r => r.Days)]);
        var today = buyers.LastDays.ToArray().Max();
        var perMillion = 1e6 / buyers.Count;
        var fit = ModelFitter.MaximumAPosteriori(PurchaseHistories.From(buyers, today));
        var probabilities = new double[buyers.Count];
        var fitting = Best(() => ModelFitter.MaximumAPosteriori(PurchaseHistories.From(buyers, today)));
        var scoring = Best(() => fit.Parameters.ProbabilitiesOfOrder(buyers, today, Horizon.Quarter, probabilities));
        var all = Best(() => CustomerScores.Of(ScoringModel.Of(fit, RiskRule.Default), buyers, today));
        yield return Figure.AtMost($"fit {buyers.Count:N0} customers, for each million", fitting * perMillion / 1000, "s", 2);
        yield return Figure.AtMost($"P(order) of {buyers.Count:N0} customers, for each million", scoring * perMillion, "ms", 100);
        yield return Figure.Told($"all that is stored of {buyers.Count:N0} customers, for each million", all * perMillion, "ms");
    }

    private static double Best(Action action) => Enumerable.Range(0, Runs).Min(_ =>
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    });
}
