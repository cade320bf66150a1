using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>An enquiry is answered, and until the customer is shown as proactive: the time in between, while nothing else happens.</summary>
internal static class LevelRising
{
    private const int Times = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static async IAsyncEnumerable<Figure> MeasureAsync(BenchmarkStage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var service = await stage.StartServiceAsync(cancellationToken);
        var taken = new List<double>();
        for (var time = 0; time < Times; time++)
            taken.Add((await RaiseAsync(service, cancellationToken)).TotalMilliseconds);
        taken.RemoveAt(0); // the first of all is of a service that never did it before
        yield return Figure.Told("from a fact to the level that is seen, in the middle", taken.Order().ElementAt(taken.Count / 2), "ms");
        yield return Figure.AtMost("from a fact to the level that is seen, at most", taken.Max(), "ms", 1_000);
    }

    private static async Task<TimeSpan> RaiseAsync(MeasuredService service, CancellationToken cancellationToken)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var name = $"{now.ToUnixTimeTicks()}";
        var enquiry = await PostAsync(service, "/v1/interactions", $$"""
            {"source":"benchmark","externalId":"{{name}}","kind":"enquiry","direction":"inbound","occurredAt":"{{InstantPattern.ExtendedIso.Format(now)}}","productSku":"sku-1",
             "summary":"?","customer":{"source":"benchmark","externalId":"{{name}}","email":"{{name}}@example.com"} }
            """, cancellationToken);
        var from = Stopwatch.GetTimestamp();
        await PostAsync(service, $"/v1/interactions/{enquiry["id"]}/answer", """{"text":"!"}""", cancellationToken);
        while (await LevelOfAsync(service, (string)enquiry["customerId"]!, cancellationToken) != "proactive")
            await Task.Delay(Pause, cancellationToken);
        return Stopwatch.GetElapsedTime(from);
    }

    private static async Task<string?> LevelOfAsync(MeasuredService service, string customer, CancellationToken cancellationToken) =>
        (string?)JsonNode.Parse(await service.Client.GetStringAsync(new Uri($"/v1/customers/{customer}", UriKind.Relative), cancellationToken))!["customer"]!["standing"]?["level"];

    private static async Task<JsonNode> PostAsync(MeasuredService service, string path, string body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await service.Client.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException(text);
    }
}
