using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using RetentionApi.Benchmarks.Load;
using RetentionApi.Benchmarks.Stage;

namespace RetentionApi.Benchmarks.Figures;

/// <summary>Reports of new orders with three lines by known customers, as a storefront sends them.</summary>
internal sealed class OrderRequests(BenchmarkStage stage)
{
    private const long LargestReport = 600_000_000_000_000;

    private static readonly long[] ExampleProducts = [2001, 2002, 2003];

    public HttpRequestMessage Any(Random random) => Request(
        random.NextInt64(1, LargestReport), random.NextInt64(1, stage.Filling.Customers + 1),
        [random.Next(1, 1001), random.Next(1001, 2001), random.Next(2001, FilledNames.Products + 1)]);

    /// <summary>The same for pgbench.</summary>
    public async Task<string> RecordAsync(MeasuredService service, CancellationToken cancellationToken)
    {
        const long Customer = 777;
        var (recording, example) = (new ScriptRecording(service), SystemClock.Instance.GetCurrentInstant().ToUnixTimeTicks());
        for (var earlier = 1; earlier <= 3; earlier++)
            await recording.SendAsync(() => Request(example - earlier, Customer, ExampleProducts), cancellationToken);
        var variables = $"""
            \set report random(1, {LargestReport})
            \set customer random(1, {stage.Filling.Customers})
            \set product0 random(1, 1000)
            \set product1 random(1001, 2000)
            \set product2 random(2001, {FilledNames.Products})
            """;
        var standIns = new Dictionary<string, string>
        {
            [Text(example)] = "(:report::text)",
            [FilledNames.Customer(Customer)] = "('c' || lpad(:customer, 8, '0'))",
            [$"{FilledNames.CustomerId(Customer)}"] = "benchmarks.customer_id(:customer)",
        };
        foreach (var (index, product) in ExampleProducts.Index())
        {
            standIns[FilledNames.Sku(product)] = $"('sku-' || :product{index})";
            standIns[$"{FilledNames.ProductId(product)}"] = $"benchmarks.product_id(:product{index})";
        }

        return await recording.RecordAsync(() => Request(example, Customer, ExampleProducts), variables, standIns, cancellationToken);
    }

    private static HttpRequestMessage Request(long report, long customer, long[] products)
    {
        var placedAt = InstantPattern.General.Format(SystemClock.Instance.GetCurrentInstant());
        var lines = string.Join(',', products.Select(p => $$"""{"sku":"{{FilledNames.Sku(p)}}","quantity":1,"unitPrice":{"amount":"{{10 + (p % 90)}}.50","currency":"CNY"} }"""));
        var body = $$"""
            {"source":"shop","externalId":"{{Text(report)}}","placedAt":"{{placedAt}}","currency":"CNY","payment":"paid","country":"CN",
             "customer":{"source":"shop","externalId":"{{FilledNames.Customer(customer)}}"},"lines":[{{lines}}]}
            """;
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/orders") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Text(report));
        return request;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
