using System.Net;
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
                .JsonAsync(HttpStatusCode.Created);
        else if (because == "suggestion")
            await shop.Client.PostAsync("/v1/suggestions", new { customerId = visitor, text = "Larger packs" }).JsonAsync(HttpStatusCode.Created);
        else if (because == "case")
            await shop.Client.PostAsync("/v1/cases", new { customerId = visitor, text = "Nobody was there.", topic = "convenience" }).JsonAsync(HttpStatusCode.Created);
        else if (because == "merge")
            await shop.Client.PostAsync($"/v1/customers/{await shop.ReportAsync("c-1", new() { ["email"] = "c@example.com" })}/merge", new { duplicateId = visitor }).JsonAsync();
        else if (because == "restriction")
            await shop.QueryAsync($"UPDATE customers SET restricted_at = now() WHERE id = '{visitor}'");
        await shop.PassAsync(Absence + Absence);

        await shop.RunAsync("absent-visitors");

        (await service.Database.CountAsync($"customers WHERE id = '{visitor}'")).Should().Be(1);
        (await service.Database.CountAsync($"visits WHERE customer_id = '{visitor}'")).Should().Be(1);
    }

    [Fact]
    public async Task Others_keep_what_an_absent_visitor_suggested_in_their_own_words()
    {
        var shop = await Shop.OpenAsync(service);
        var (visitor, other) = (await VisitAsync(shop, "v-1"), await shop.ReportAsync("c-1", WithEmail("c-1")));
        var made = await shop.Client.PostAsync("/v1/suggestions", new { customerId = visitor, text = "Larger packs" }).JsonAsync(HttpStatusCode.Created);
        var address = $"/v1/suggestions/{made.Text("id")}";
        await shop.Client.PostAsync($"{address}/voices", new { customerId = other, text = "A whole kilogram" }).JsonAsync();
        await shop.Client.PostAsync($"{address}/decide", new { decision = "declined", reason = "It would not stay fresh." }).JsonAsync();

        await BecomeAbsentAsync(shop);

        var kept = await shop.Client.GetAsync(address).JsonAsync();
        (kept.Text("customerId"), kept.Text("text"), kept.Text("status")).Should().Be((other.ToString(), "A whole kilogram", "declined"));
    }

    [Fact]
    public async Task A_case_that_is_over_is_counted_on_as_nobodys()
    {
        var shop = await Shop.OpenAsync(service);
        var visitor = await VisitAsync(shop, "v-1");
        var opened = await shop.Client.PostAsync("/v1/cases", new { customerId = visitor, text = "Nobody was there.", topic = "convenience" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync($"/v1/cases/{opened.Text("id")}/resolve", new { }).JsonAsync();
        await shop.Client.PostAsync($"/v1/cases/{opened.Text("id")}/revisit", new { outcome = "solved" }).JsonAsync();

        await BecomeAbsentAsync(shop);

        var kept = (await shop.QueryAsync($"SELECT customer_id, complaints::text, outcome FROM cases WHERE id = '{opened.Text("id")}'")).Single();
        kept[0].Should().NotBe(visitor);
        kept[1..].Should().Equal("[]", "confirmed");
    }

    [Fact]
    public async Task Who_brought_them_keeps_the_merit_and_whom_they_brought_stays()
    {
        var shop = await Shop.OpenAsync(service);
        var (visitor, bringer, brought) = (await VisitAsync(shop, "v-1"), await shop.ReportAsync("c-1", WithEmail("c-1")), await shop.ReportAsync("c-2", WithEmail("c-2")));
        foreach (var (referrer, referred) in new[] { (bringer, visitor), (visitor, brought) })
            await shop.Client.PostAsync("/v1/referrals", new { source = "shop", externalId = $"of-{referred}", referrer = $"{referrer}", referred = $"{referred}" }).JsonAsync(HttpStatusCode.Created);

        await BecomeAbsentAsync(shop);

        var kept = (await shop.QueryAsync($"SELECT referrer_id, referred_id FROM referrals WHERE merchant_id = '{shop.Merchant.Id}'")).Single();
        kept[0].Should().Be(bringer);
        kept[1].Should().NotBe(visitor);
        await shop.Client.GetAsync($"/v1/customers/{brought}").JsonAsync();
    }

    [Fact]
    public async Task Who_comes_back_is_welcome_and_somebody_new()
    {
        var shop = await Shop.OpenAsync(service);
        var visitor = await VisitAsync(shop, "v-1");
        await BecomeAbsentAsync(shop);

        (await VisitAsync(shop, "v-1")).Should().NotBe(visitor);
    }

    [Fact]
    public async Task What_was_under_way_when_they_were_removed_goes_with_the_last_look()
    {
        var shop = await Shop.OpenAsync(service);
        var visitor = await VisitAsync(shop, "v-1");
        await BecomeAbsentAsync(shop);
        await shop.QueryAsync($"""
            INSERT INTO outbox_messages (merchant_id, customer_id, id, kind, occurred_at, due_at, attempts) VALUES ('{shop.Merchant.Id}', '{visitor}', gen_random_uuid(), 1, now(), '2026-01-01', 0)
            """);

        service.Clock.Advance(Duration.FromMinutes(3));

        (await shop.RunAsync("last-look-at-erased")).ToString().Should().Be("erased 1, lateRows 1");
        (await service.Database.CountAsync($"outbox_messages WHERE customer_id = '{visitor}'")).Should().Be(0);
    }

    private static async Task BecomeAbsentAsync(Shop shop)
    {
        await shop.PassAsync(Absence);
        (await shop.RunAsync("absent-visitors")).Counts["removed"].Should().Be(1);
    }

    private static Dictionary<string, object> WithEmail(string name) => new() { ["email"] = $"{name}@example.com" };

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
        }).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        return Guid.Parse(visit.Text("customerId"));
    }

    /// <summary>Every table that has a column for the customer.</summary>
    private async Task<List<string>> HoldersAsync() =>
        [.. (await service.Database.QueryAsync("SELECT table_name::text FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'customer_id'")).Select(r => (string)r[0]!)];
}
