using System.Runtime.CompilerServices;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>Many checks come due at once: each is a survey with consent, written and handed over.</summary>
internal static class DutiesComingDue
{
    private const int Duties = 20_000;

    /// <summary>Who got one lately would have to wait, and is left out as are those who did not agree to surveys.</summary>
    private const string ComeDue = """
        WITH chosen AS (
          SELECT f.merchant_id, f.id FROM follow_ups f
          WHERE f.merchant_id = $1 AND f.status = 'scheduled' AND f.kind = 'qualityCheck'
            AND EXISTS (SELECT 1 FROM consents c WHERE c.merchant_id = $1 AND c.customer_id = f.customer_id)
            AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.merchant_id = $1 AND m.customer_id = f.customer_id)
          LIMIT $2)
        UPDATE follow_ups f SET due_at = now() - interval '1 minute', deadline = now() + interval '6 days' FROM chosen c WHERE f.merchant_id = c.merchant_id AND f.id = c.id
        """;

    public static async IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var service = await stage.StartServiceAsync(cancellationToken, MeasuredService.WithoutDispatcher);
        await stage.RunAsync(ComeDue, cancellationToken, stage.Filling.MerchantId, Duties);
        var (result, taken) = await service.RunOperationAsync("/v1/jobs/due-follow-ups/run", "", cancellationToken);
        var done = result.AsObject().Sum(count => (long)count.Value!);
        yield return Figure.AtLeast($"due-duty job, {done:N0} surveys handed over", done / taken.TotalSeconds, "duties/s", 2_000);
    }
}
