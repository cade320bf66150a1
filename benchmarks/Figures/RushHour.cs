using System.Diagnostics;
using System.Runtime.CompilerServices;
using RetentionApi.Benchmarks.Load;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>What should come due in an hour comes due at once, while three instances run their jobs by the clock and customers are read from one of them.</summary>
internal static class RushHour
{
    private const int Instances = 3, ReadsPerSecond = 100;

    /// <summary>$2: so many are owed something already; $3 more; $4 orders. Half is a survey, half for the staff.</summary>
    private const string Owe = """
        INSERT INTO follow_ups (merchant_id, id, customer_id, kind, level, cause, step, policy_version, created_at, owner_id, status, due_at, deadline, held_for, paused_for, is_snoozed, channel,
          order_line_ids, answers, version)
        SELECT o.merchant_id, benchmarks.duty_id(x.n), o.customer_id, CASE WHEN x.n % 2 = 0 THEN 'qualityCheck' ELSE 'bestValue' END, CASE WHEN x.n % 2 = 0 THEN 4 ELSE 3 END,
          CASE WHEN x.n % 2 = 0 THEN 'order:' ELSE 'hand:' END || o.id, 1, 1, now(), CASE WHEN x.n % 2 = 1 THEN benchmarks.staff_id(1 + x.n % 10) END, 'scheduled',
          now() + interval '1 day', now() + interval '8 days', '0', '0', false, CASE WHEN x.n % 2 = 0 THEN 'email' ELSE 'staff' END,
          CASE WHEN x.n % 2 = 0 THEN ARRAY[benchmarks.line_id(4 * x.number + 1)] ELSE '{}' END, '[]', 1
        FROM (SELECT n, $4 - n * 2 AS number FROM generate_series($2 + 1, $2 + $3) n) x
        JOIN orders o ON o.merchant_id = $1 AND o.id = benchmarks.order_id(x.number) ON CONFLICT DO NOTHING
        """;

    private const string Agree = $"""
        INSERT INTO consents (merchant_id, customer_id, channel, purpose, occurred_at, id, is_granted, source)
        SELECT DISTINCT ON (f.customer_id) f.merchant_id, f.customer_id, 'email', 'survey', now() - interval '1 day', f.id, true, 'shop'
        FROM follow_ups f WHERE {Mine} ON CONFLICT DO NOTHING
        """;

    private const string Mine = "f.merchant_id = $1 AND f.id IN (SELECT benchmarks.duty_id(n) FROM generate_series($2 + 1, $2 + $3) n)";

    private const string ComeDue = $"UPDATE follow_ups f SET due_at = now() WHERE {Mine} AND f.status = 'scheduled'";

    private const string Left = $"SELECT count(*) FROM follow_ups f WHERE {Mine} AND (f.status = 'scheduled' OR (f.status = 'due' AND f.channel <> 'staff')) AND f.due_at <= now()";

    /// <summary>Every survey has one message, but for who cannot be reached; every duty of the staff is on the list.</summary>
    private const string Wrong = $"""
        SELECT count(*) FROM (
          SELECT f.id, f.channel, f.status, count(g.id) AS messages FROM follow_ups f LEFT JOIN messages g ON g.merchant_id = f.merchant_id AND g.follow_up_id = f.id WHERE {Mine} GROUP BY 1, 2, 3) d
        WHERE CASE WHEN channel = 'staff' THEN status <> 'due' OR messages <> 0 WHEN status = 'cancelled' THEN messages > 1 ELSE messages <> 1 END
        """;

    public static async IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var duties = Math.Min(200_000L, stage.Filling.Customers * 3 / 5);
        object[] mine = [stage.Filling.MerchantId, (long)stage.Filling.Customers / 5, duties];
        await stage.RunAsync(Owe, cancellationToken, [.. mine, (long)stage.Filling.Orders]);
        await stage.RunAsync(Agree, cancellationToken, mine);
        await stage.RunAsync("ANALYZE follow_ups, consents", cancellationToken);
        var services = new List<MeasuredService>();
        try
        {
            for (var instance = 0; instance < Instances; instance++)
                services.Add(await stage.StartServiceAsync(cancellationToken));
            var load = new LoadGenerator(services[0].Client, random => CustomerReading.Any(random, stage));
            await load.PaceAsync(ReadsPerSecond, stage.Options.Warming, cancellationToken);

            var emptying = EmptyAsync(stage, mine, cancellationToken);
            var latencies = new List<double>();
            while (!emptying.IsCompleted)
                latencies.AddRange((await load.PaceAsync(ReadsPerSecond, TimeSpan.FromSeconds(5), cancellationToken)).Latencies);
            var busy = new LoadResult([.. latencies.Order()], TimeSpan.Zero);
            var idle = await load.PaceAsync(ReadsPerSecond, stage.Options.Measured, cancellationToken); // not before: service and cache would be cold, and any figure within twice that

            yield return Figure.AtMost($"{duties:N0} duties come due at once, {Instances} instances, until none is left", (await emptying).TotalMinutes, "min", 60);
            yield return Figure.AtMost("– duties without their one message or place on the list", await stage.AskAsync<long>(Wrong, cancellationToken, mine), "duties", 0);
            yield return Figure.AtMost($"– {ReadsPerSecond} customers a second are read meanwhile, 99 in 100", busy.Percentile(0.99), "ms", 2 * idle.Percentile(0.99));
            yield return Figure.Told("– and when nothing is left to do", idle.Percentile(0.99), "ms");
        }
        finally
        {
            foreach (var service in services)
                await service.DisposeAsync();
        }
    }

    private static async Task<TimeSpan> EmptyAsync(BenchmarkStage stage, object[] mine, CancellationToken cancellationToken)
    {
        await stage.RunAsync(ComeDue, cancellationToken, mine);
        var start = Stopwatch.GetTimestamp();
        while (await stage.AskAsync<long>(Left, cancellationToken, mine) > 0)
            await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        return Stopwatch.GetElapsedTime(start);
    }
}
