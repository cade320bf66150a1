using System.Diagnostics;

namespace RetentionApi.Benchmarks.Load;

/// <summary>Sixteen callers on sixteen connections.</summary>
/// <param name="make">The next request of a caller.</param>
internal sealed class LoadGenerator(HttpClient client, Func<Random, HttpRequestMessage> make)
{
    private const int Callers = 16;

    /// <summary>Each caller asks again as soon as it is answered: as many as the service can do.</summary>
    public Task<LoadResult> SaturateAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        RunAsync(duration, firstTurn: _ => null, interval: TimeSpan.Zero, cancellationToken);

    /// <summary>Requests come at their own time whether those before are answered or not; the wait of one that comes late to its turn counts.</summary>
    /// <param name="rate">Requests a second.</param>
    public Task<LoadResult> PaceAsync(double rate, TimeSpan duration, CancellationToken cancellationToken) =>
        RunAsync(duration, firstTurn: caller => TimeSpan.FromSeconds(caller / rate), interval: TimeSpan.FromSeconds(Callers / rate), cancellationToken);

    private async Task<LoadResult> RunAsync(TimeSpan duration, Func<int, TimeSpan?> firstTurn, TimeSpan interval, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var callers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var (random, latencies) = (new Random(), new List<double>());
            for (var turn = firstTurn(caller); (turn ?? Stopwatch.GetElapsedTime(start)) < duration; turn += interval)
            {
                if (turn - Stopwatch.GetElapsedTime(start) is { } wait && wait > TimeSpan.Zero)
                    await Task.Delay(wait, cancellationToken);
                var due = turn ?? Stopwatch.GetElapsedTime(start);
                await SendAsync(random, cancellationToken);
                latencies.Add((Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds);
            }

            return latencies;
        }, cancellationToken)));
        return new LoadResult([.. callers.SelectMany(latencies => latencies).Order()], Stopwatch.GetElapsedTime(start));
    }

    private async Task SendAsync(Random random, CancellationToken cancellationToken)
    {
        using var request = make(random);
        using var answer = await client.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{(int)answer.StatusCode} to {request.RequestUri}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }
}

/// <param name="Latencies">In milliseconds, ascending.</param>
internal sealed record LoadResult(double[] Latencies, TimeSpan Taken)
{
    public double Rate => Latencies.Length / Taken.TotalSeconds;

    public double Percentile(double share) => Latencies[(int)(share * (Latencies.Length - 1))];
}
