using System.Runtime.CompilerServices;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>A file of a kind into a merchant of its own, a small one first: it warms up, and its memory tells whether more lines need more of it.</summary>
internal static class Importing
{
    private const int PartOfFirst = 5;

    private const double LeastRatio = 0.25;

    public static async IAsyncEnumerable<Figure> MeasureAsync(
        BenchmarkStage stage, string kind, Func<int, byte[]> make, double leastRate, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var service = await stage.StartServiceAsync(cancellationToken);
        var (few, many) = (stage.Options.Lines / PartOfFirst, stage.Options.Lines);
        await stage.EmptyOutboxAsync(cancellationToken); // an import waits for a dispatcher that is far behind
        var first = await ImportOfMerchant.RunAsync(service, kind, make(few), few, cancellationToken);
        await stage.EmptyOutboxAsync(cancellationToken);
        var import = await ImportOfMerchant.RunAsync(service, kind, make(many), many, cancellationToken);
        var copied = many / (await RawCopy.MeasureAsync(stage, import.MerchantId, cancellationToken)).TotalSeconds;
        await RawCopy.MeasureAsync(stage, first.MerchantId, cancellationToken);
        yield return Figure.AtLeast($"import of {kind}, {many:N0} lines", import.Rate, "lines/s", leastRate);
        yield return Figure.OfLimit($"import of {kind}; the limit is a raw COPY of the same rows", import.Rate, copied, "lines/s", LeastRatio);
        yield return Figure.Told($"import of {kind}, peak memory of the service for {few:N0} lines", first.PeakMemory, "MiB");
        yield return Figure.Told($"import of {kind}, peak memory of the service for {many:N0} lines", import.PeakMemory, "MiB");
    }
}
