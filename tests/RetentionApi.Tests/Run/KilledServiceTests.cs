using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Run;

/// <summary>What a kill -9 of the whole service, its database included, leaves behind: nothing is lost and nothing is there twice.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KilledServiceTests : IDisposable
{
    private const int Orders = 15_000, LinesOfOne = 3, Customers = 500;

    private readonly RunCommandTests.Data data = new();

    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task An_import_goes_on_where_it_was_killed()
    {
        string path;
        using (var service = await LaunchedService.StartAsync(data.Folder, cancellation))
        using (var client = await ClientAsync(service))
        {
            using var file = new StringContent(OrderLines(), Encoding.UTF8, "text/csv");
            path = "/v1/operations/" + (await client.PostAsync("/v1/imports?kind=order-lines&defaults=source:shop,currency:CNY", file, cancellation).JsonAsync(HttpStatusCode.Accepted)).Text("id");
            await UntilAsync(client, path, operation => operation["progress"]!["done"]!.GetValue<int>() > 0);
            await service.KillAsync(TestContext.Current.CancellationToken);
        }

        using var again = await LaunchedService.StartAsync(data.Folder, cancellation);
        using var caller = await ClientAsync(again);
        var ended = await UntilAsync(caller, path, operation => operation.Text("status") is not ("queued" or "running"));

        ended.Text("status").Should().Be("succeeded", ended.ToJsonString());
        var result = ended["result"]!;
        new[] { "lines", "accepted", "orders", "customers" }.Select(name => result[name]!.GetValue<int>())
            .Should().Equal(Orders * LinesOfOne, Orders * LinesOfOne, Orders, Customers);
        (await caller.GetAsync("/v1/orders?limit=1&includeTotal=true", cancellation).JsonAsync())["total"]!.GetValue<int>().Should().Be(Orders);
    }

    [Fact(Timeout = 180_000)]
    public async Task An_answer_that_was_taken_before_the_kill_lifts_the_customer_once()
    {
        using (var service = await LaunchedService.StartAsync(data.Folder, cancellation))
        using (var client = await ClientAsync(service))
        {
            await client.PostAsync("/v1/orders", DeliveredOrder()).JsonAsync(HttpStatusCode.Created);
            var check = (await UntilAsync(client, "/v1/follow-ups?status=scheduled&kind=qualityCheck", list => list["items"]!.AsArray().Count > 0))["items"]![0]!;
            var answers = check["lines"]!.AsArray().Select(line => new { orderLineId = line!.Text("orderLineId"), rating = 5 });
            await client.PostAsync($"/v1/follow-ups/{check.Text("id")}/complete", new { outcome = "answered", answers }).JsonAsync();
            await service.KillAsync(TestContext.Current.CancellationToken);
        }

        using var again = await LaunchedService.StartAsync(data.Folder, cancellation);
        using var caller = await ClientAsync(again);
        var relationship = await UntilAsync(caller, "/v1/customers/~shop:c-1/relationship", r => r.Text("level") == "responsible");

        relationship["history"]!.AsArray().Should().ContainSingle();
        relationship["rungs"]!.AsArray().Single(r => r!.Text("level") == "responsible")!["evidence"]!.AsArray()
            .Select(e => e!.Text("kind")).Should().BeEquivalentTo("checkAnswered", "qualityConfirmed");
    }

    public void Dispose() => data.Dispose();

    private static string OrderLines() => string.Join('\n', Enumerable.Range(0, Orders).SelectMany(order => Enumerable.Range(1, LinesOfOne).Select(line =>
        string.Create(CultureInfo.InvariantCulture, $"o{order},2026-01-{1 + order % 28:00} 10:00:00,c{order % Customers},SKU{line},Tea {line},{line},10.00")))
        .Prepend("order_id,placed_at,customer_id,sku,product_name,quantity,unit_price"));

    private static object DeliveredOrder() => new
    {
        source = "shop",
        externalId = "o-1",
        placedAt = Ago(days: 3),
        currency = "CNY",
        customer = new { source = "shop", externalId = "c-1" },
        lines = new[] { new { sku = "TEA", quantity = 1, unitPrice = new { amount = "10.00", currency = "CNY" } } },
        deliveries = new[] { new { deliveredAt = Ago(days: 1) } },
    };

    private static string Ago(int days) => InstantPattern.General.Format(SystemClock.Instance.GetCurrentInstant() - Duration.FromDays(days));

    private async Task<HttpClient> ClientAsync(LaunchedService service)
    {
        var key = await File.ReadAllTextAsync(data.Key, cancellation);
        return new HttpClient { BaseAddress = service.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key.Trim()) } };
    }

    /// <summary>Asks another process until it says so; the test's own time limit ends it.</summary>
    private async Task<JsonNode> UntilAsync(HttpClient client, string path, Func<JsonNode, bool> isThere)
    {
        while (true)
        {
            var answer = await client.GetAsync(path, cancellation).JsonAsync();
            if (isThere(answer))
                return answer;
            await Task.Delay(20, cancellation);
        }
    }
}
