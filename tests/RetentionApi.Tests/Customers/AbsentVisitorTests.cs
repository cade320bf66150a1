using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Customers;

public sealed class AbsentVisitorTests(TestService service) : IClassFixture<TestService>
{
    private static readonly Duration Absence = Duration.FromDays(90);

    [Fact]
    public async Task A_visitor_without_a_contact_point_is_removed_with_everything_after_ninety_days()
    {
        var shop = await Shop.OpenAsync(service);
        var visitor = await VisitAsync(shop, "v-1");
        await shop.AskForAsync(visitor);
        await shop.PassAsync(Absence);

        (await shop.RunAsync("absent-visitors")).ToString().Should().Be("removed 1");

        foreach (var table in await HoldersAsync())
            (await service.Database.CountAsync($"{table} WHERE customer_id = '{visitor}'")).Should().Be(0, table);
        (await service.Database.CountAsync($"customers WHERE id = '{visitor}'")).Should().Be(0);
    }

    [Fact]
    public async Task Until_then_they_stay()
    {
        var shop = await Shop.OpenAsync(service);
        var visitor = await VisitAsync(shop, "v-1");
        await shop.PassAsync(Duration.FromDays(60));
        await VisitAsync(shop, "v-1");
        await shop.PassAsync(Absence - Duration.FromSeconds(1));

        (await shop.RunAsync("absent-visitors")).Counts["removed"].Should().Be(0);
        (await service.Database.CountAsync($"visits WHERE customer_id = '{visitor}'")).Should().Be(2);
    }

    [Theory]
    [InlineData("contact point")]
    [InlineData("order")]
    [InlineData("merge")]
    [InlineData("restriction")]
    [InlineData("suggestion")]
    [InlineData("case")]
    public async Task Who_is_more_than_a_visitor_stays(string because)
    {
        var shop = await Shop.OpenAsync(service);
        var visitor = await VisitAsync(shop, "v-1", because == "contact point" ? "v@example.com" : null);
        if (because == "order")
            await shop.Client.PostAsync("/v1/orders", new { source = "shop", externalId = "o-1", placedAt = "2026-03-01T10:00:00Z", currency = "CNY", customerId = visitor, lines = new[] { Sample.Line("A", 1, "1.00") } })
                .JsonAsync(System.Net.HttpStatusCode.Created);
        else if (because == "suggestion")
            await shop.Client.PostAsync("/v1/suggestions", new { customerId = visitor, text = "Larger packs" }).JsonAsync(System.Net.HttpStatusCode.Created);
        else if (because == "case")
            await shop.Client.PostAsync("/v1/cases", new { customerId = visitor, text = "Nobody was there.", topic = "convenience" }).JsonAsync(System.Net.HttpStatusCode.Created);
        else if (because == "merge")
            await shop.Client.PostAsync($"/v1/customers/{await shop.ReportAsync("c-1", new() { ["email"] = "c@example.com" })}/merge", new { duplicateId = visitor }).JsonAsync();
        else if (because == "restriction")
            await shop.QueryAsync($"UPDATE customers SET restricted_at = now() WHERE id = '{visitor}'");
        await shop.PassAsync(Absence + Absence);

        await shop.RunAsync("absent-visitors");

        (await service.Database.CountAsync($"customers WHERE id = '{visitor}'")).Should().Be(1);
        (await service.Database.CountAsync($"visits WHERE customer_id = '{visitor}'")).Should().Be(1);
    }

    private async Task<Guid> VisitAsync(Shop shop, string externalId, string? email = null)
    {
        var visit = await shop.Client.PostAsync("/v1/interactions", new
        {
            source = "web",
            externalId = $"{externalId}-{service.Clock.GetCurrentInstant().ToUnixTimeSeconds()}",
            kind = "visit",
            occurredAt = Shop.Text(service.Clock.GetCurrentInstant()),
            category = "tea",
            customer = new { source = "web", externalId, email },
        }).JsonAsync(System.Net.HttpStatusCode.Created);
        await shop.DispatchAsync();
        return Guid.Parse(visit.Text("customerId"));
    }

    /// <summary>Every table that has a column for the customer.</summary>
    private async Task<List<string>> HoldersAsync() =>
        [.. (await service.Database.QueryAsync("SELECT table_name::text FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'customer_id'")).Select(r => (string)r[0]!)];
}
