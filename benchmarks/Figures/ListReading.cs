using System.Runtime.CompilerServices;
using RetentionApi.Benchmarks.Load;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>A list under several filters, each as likely as the others.</summary>
internal static class ListReading
{
    private static readonly Dictionary<string, string> NothingChanges = [];

    public static async IAsyncEnumerable<Figure> MeasureAsync(
        BenchmarkStage stage, string name, IReadOnlyList<string> paths, double leastRatio, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var service = await stage.StartServiceAsync(cancellationToken, MeasuredService.WithoutDispatcher);
        var (recording, scripts) = (new ScriptRecording(service), new List<string>());
        foreach (var path in paths)
        {
            await recording.SendAsync(() => Request(path), cancellationToken);
            scripts.Add(await recording.RecordAsync(() => Request(path), "", NothingChanges, cancellationToken));
        }

        var workload = new Workload(name, random => Request(paths[random.Next(paths.Count)]), scripts, leastRatio);
        await foreach (var figure in workload.MeasureAsync(service, cancellationToken))
            yield return figure;
    }

    private static HttpRequestMessage Request(string path) => new(HttpMethod.Get, path);
}
