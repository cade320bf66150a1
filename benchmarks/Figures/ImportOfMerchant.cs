using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>What an import into a merchant of its own took.</summary>
/// <param name="PeakMemory">Of the service, in MiB.</param>
internal sealed record ImportOfMerchant(Guid MerchantId, int Lines, TimeSpan Taken, double PeakMemory)
{
    public double Rate => Lines / Taken.TotalSeconds;

    /// <summary>From the first byte that is sent to the end of the operation.</summary>
    public static async Task<ImportOfMerchant> RunAsync(MeasuredService service, string kind, byte[] file, int lines, CancellationToken cancellationToken)
    {
        using var body = new StringContent("""{"name":"an import","timeZone":"Europe/London","currency":"GBP"}""", Encoding.UTF8, "application/json");
        using var answer = await service.Client.PostAsync(new Uri("/v1/merchants", UriKind.Relative), body, cancellationToken);
        var merchant = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
        var operatorKey = service.Client.DefaultRequestHeaders.Authorization;
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)merchant["apiKey"]!);
        try
        {
            using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
            ProcessTable.ForgetPeak(service.ProcessId);
            var watch = Stopwatch.StartNew();
            var (result, _) = await service.RunOperationAsync($"/v1/imports?kind={kind}&defaults=source:shop", content, cancellationToken);
            if ((long)result["accepted"]! != lines) throw new InvalidOperationException($"Not all lines were taken: {result.ToJsonString()}");
            return new ImportOfMerchant(Guid.Parse((string)merchant["id"]!), lines, watch.Elapsed, ProcessTable.PeakMemory(service.ProcessId));
        }
        finally
        {
            service.Client.DefaultRequestHeaders.Authorization = operatorKey;
        }
    }
}
