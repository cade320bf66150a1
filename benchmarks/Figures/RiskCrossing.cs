using System.Runtime.CompilerServices;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>The day on which one customer in a hundred passes into the next band: their rows are set back to the band before it.</summary>
internal static class RiskCrossing
{
    private const string SetBack = """
        UPDATE customer_standings s SET crosses_on = (now() AT TIME ZONE 'UTC')::date,
          risk_band = CASE s.risk_band WHEN 'cooling' THEN 'active' WHEN 'high' THEN 'cooling' ELSE 'high' END
        FROM (SELECT merchant_id, customer_id FROM customer_standings WHERE merchant_id = $1 AND risk_band IN ('cooling', 'high', 'lost') ORDER BY hashint8(order_days), customer_id LIMIT $2) c
        WHERE s.merchant_id = c.merchant_id AND s.customer_id = c.customer_id
        """;

    private const string Waiting = "SELECT count(*) FROM customer_standings WHERE merchant_id = $1 AND crosses_on <= (now() AT TIME ZONE 'UTC')::date";

    public static async IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var service = await stage.StartServiceAsync(cancellationToken, MeasuredService.WithoutDispatcher);
        await service.RunOperationAsync("/v1/jobs/risk-crossings/run", "", cancellationToken);
        await stage.RunAsync(SetBack, cancellationToken, stage.Filling.MerchantId, stage.Filling.Customers / 100);
        var crossing = await stage.AskAsync<long>(Waiting, cancellationToken, stage.Filling.MerchantId);
        var (_, taken) = await service.RunOperationAsync("/v1/jobs/risk-crossings/run", "", cancellationToken);
        yield return Figure.AtMost($"daily crossing job, {crossing:N0} of {stage.Filling.Customers:N0} customers cross", taken.TotalSeconds, "s", 10);
    }
}
