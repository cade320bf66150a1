using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;
using RetentionApi.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Risk;

/// <summary>A customer with their order days, as the dispatcher would have left them.</summary>
internal sealed record Buyer(string ExternalId, params (LocalDate Day, decimal Spend)[] Days)
{
    /// <param name="days">ISO dates, a hundred spent on each.</param>
    public static Buyer Of(string externalId, params string[] days) =>
        new(externalId, [.. days.Select(d => (LocalDatePattern.Iso.Parse(d).GetValueOrThrow(), 100m))]);
}

/// <summary>Arranges buyers without the long way through orders, and does what the background would do.</summary>
internal static class Buyers
{
    private const string StoreDays = """
        INSERT INTO order_days (merchant_id, customer_id, day, orders, spend_orders, spend) SELECT $1, c, d, 1, 1, s FROM unnest($2::uuid[], $3::date[], $4::numeric[]) AS o(c, d, s)
        """;

    private const string CountDays = """
        UPDATE customer_standings s SET order_days = d.days, first_order_on = d.first_on, last_order_on = d.last_on, spend = d.spend, spend_orders = d.days
        FROM (SELECT customer_id, count(*) AS days, min(day) AS first_on, max(day) AS last_on, sum(spend) AS spend FROM order_days WHERE merchant_id = $1 GROUP BY customer_id) d
        WHERE s.merchant_id = $1 AND s.customer_id = d.customer_id
        """;

    /// <summary>A shop of a year: customers of the model itself, seeded; a few hundred are enough to learn from.</summary>
    public static IReadOnlyList<Buyer> Simulated(int count, LocalDate until)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i => new Buyer($"s-{i}", [.. OrderDays(random, until).Select(d => (d, 50m + random.Next(100)))]))];
    }

    public static async Task<Dictionary<string, Guid>> AddBuyersAsync(this TestService service, TestMerchant shop, IReadOnlyList<Buyer> buyers)
    {
        var now = service.Clock.GetCurrentInstant();
        var profiles = buyers.Select(b => CustomerProfile.New(Ids.New(now), new CustomerReport { Identity = new CustomerIdentity("shop", b.ExternalId), Name = b.ExternalId }, now)).ToList();
        var days = buyers.Zip(profiles, (b, p) => b.Days.Select(d => (p.Id, d.Day, d.Spend))).SelectMany(d => d).ToList();
        await using var batch = service.Services.GetRequiredService<MerchantDatabases>().JobScope(shop.Id).Batch();
        batch.AddCustomers(shop.Id, [.. profiles.Select(CustomerToStore.New)], now);
        batch.Add(StoreDays, shop.Id, days.Select(d => d.Id).ToArray(), days.Select(d => d.Day).ToArray(), days.Select(d => d.Spend).ToArray());
        batch.Add(CountDays, shop.Id);
        await batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return buyers.Zip(profiles).ToDictionary(p => p.First.ExternalId, p => p.Second.Id);
    }

    /// <summary>Asks for a fit and has it done.</summary>
    /// <returns>The model as the API shows it.</returns>
    public static async Task<System.Text.Json.Nodes.JsonNode> FitAsync(this TestService service, TestMerchant shop, object body)
    {
        var asked = await shop.Client.PostAsync("/v1/churn/models", body).JsonAsync(System.Net.HttpStatusCode.Accepted);
        await service.DoOperationsAsync();
        var operation = await shop.Client.GetAsync($"/v1/operations/{asked.Text("id")}").JsonAsync();
        operation.Text("status").Should().Be("succeeded", operation.ToJsonString());
        return await shop.Client.GetAsync($"/v1/churn/models/{operation["result"]!.Text("modelId")}").JsonAsync();
    }

    /// <summary>Does what the operation worker does, until nothing is queued.</summary>
    public static async Task DoOperationsAsync(this TestService service)
    {
        var (runs, works) = (service.Services.GetRequiredService<OperationRuns>(), service.Services.GetServices<IOperationWork>());
        foreach (var work in works)
            while (await runs.RunNextAsync(work, TestContext.Current.CancellationToken))
            {
            }
    }

    public static Task<CrossingSummary> CrossAsync(this TestService service, TestMerchant shop) =>
        service.Services.GetRequiredService<RiskCrossings>().RunAsync(shop.Id, new JobPace(TimeProvider.System), service.Clock.GetCurrentInstant(), TestContext.Current.CancellationToken);

    /// <summary>The first column of the first row, as the owner of the database sees it; $1 is the merchant.</summary>
    public static async Task<T> OneAsync<T>(this TestService service, TestMerchant shop, string sql)
    {
        await using var source = NpgsqlDataSource.Create(service.Database.Owner);
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = shop.Id } } };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static IEnumerable<LocalDate> OrderDays(Random random, LocalDate until)
    {
        var day = until.PlusDays(-random.Next(1, 365));
        var gap = 5 + random.Next(40);
        do
        {
            yield return day;
            day = day.PlusDays(1 + random.Next(2 * gap));
        }
        while (day <= until && random.NextDouble() > 0.35);
    }
}
