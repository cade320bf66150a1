using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Reports;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Defections;

/// <summary>What customers say of leaving.</summary>
public sealed class DefectionTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Who_says_that_they_leave_is_lost_from_then_on()
    {
        var (shop, customer) = await BuyerAsync();

        var told = await TellAsync(shop, customer, "price", "太贵了").JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();

        (told.Text("cause"), told.Text("known"), told.Text("lostOn")).Should().Be(("price", "told", "2026-03-02"));
        (await shop.Client.GetAsync("/v1/customers?riskBand=lost").JsonAsync())["items"]!.AsArray().Single()!.Text("id").Should().Be(customer.ToString());
        (await shop.Client.GetAsync($"/v1/customers/{customer}/timeline?kind=customerLeft").JsonAsync())["items"]!.AsArray().Single()!.Text("summary").Should().Be("price · 太贵了");
        (await shop.FollowUpsAsync("?kind=winBack")).Should().BeEmpty("who said so is left in peace");
    }

    [Fact]
    public async Task Told_again_it_is_the_same_line()
    {
        var (shop, customer) = await BuyerAsync();
        var first = await TellAsync(shop, customer, "price", "太贵了").JsonAsync(HttpStatusCode.Created);

        var again = await TellAsync(shop, customer, "price", "太贵了").JsonAsync();
        var more = await TellAsync(shop, customer, "quality", null).JsonAsync();

        again.ToJsonString().Should().Be(first.ToJsonString());
        (more.Text("id"), more.Text("cause"), more.Text("text")).Should().Be((first.Text("id"), "quality", "太贵了"));
    }

    [Fact]
    public async Task A_later_order_brings_them_back_and_its_cancellation_does_not_let_them_stay()
    {
        var (shop, customer) = await BuyerAsync();
        await TellAsync(shop, customer, "price", null).JsonAsync(HttpStatusCode.Created);
        await shop.PassAsync(Duration.FromDays(40));

        var placed = Sample.Order("o-2", "c-o-1", Shop.Text(service.Clock.GetCurrentInstant()));
        await shop.Client.PostAsync("/v1/orders", placed).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        var back = await BalanceAsync(shop);
        service.Clock.Advance(Duration.FromHours(1));
        await shop.Client.PostAsync("/v1/orders", placed.With("status", "cancelled").With("updatedAt", Shop.Text(service.Clock.GetCurrentInstant()))).JsonAsync();
        await shop.DispatchAsync();

        back.Should().Equal("2026-03-01: 0 + 1 + 0 - 1 = 0", "2026-04-01: 0 + 0 + 1 - 0 = 1");
        (await BalanceAsync(shop)).Should().Equal("2026-03-01: 0 + 1 + 0 - 1 = 0", "2026-04-01: 0 + 0 + 0 - 0 = 0");
    }

    [Fact]
    public async Task Who_came_back_and_leaves_at_once_is_lost_anew()
    {
        var (shop, customer) = await BuyerAsync();
        var first = await TellAsync(shop, customer, "price", null).JsonAsync(HttpStatusCode.Created);
        await shop.PassAsync(Duration.FromDays(40));

        await shop.Client.PostAsync("/v1/orders", Sample.Order("o-2", "c-o-1", Shop.Text(service.Clock.GetCurrentInstant() - Duration.FromHours(1)))).JsonAsync(HttpStatusCode.Created);
        var second = await TellAsync(shop, customer, "quality", null).JsonAsync(HttpStatusCode.Created); // of their return nothing is derived yet
        await shop.DispatchAsync();

        second.Text("id").Should().NotBe(first.Text("id"));
        (await BalanceAsync(shop)).Should().Equal("2026-03-01: 0 + 1 + 0 - 1 = 0", "2026-04-01: 0 + 0 + 1 - 1 = 0");
    }

    [Fact]
    public async Task Merged_customers_who_both_left_are_lost_once()
    {
        var (shop, one) = await BuyerAsync();
        var two = await shop.DeliverAsync("o-2");
        foreach (var customer in new[] { one, two })
            await TellAsync(shop, customer, "price", null).JsonAsync(HttpStatusCode.Created);

        await shop.Client.PostAsync($"/v1/customers/{one}/merge", new { duplicateId = two }).JsonAsync();
        await shop.DispatchAsync();
        var merged = await BalanceAsync(shop, "2026-03-01");
        await shop.Client.PostAsync($"/v1/customers/{one}/unmerge", new { duplicateId = two }).JsonAsync();
        await shop.DispatchAsync();

        merged.Should().Equal("2026-03-01: 0 + 1 + 0 - 1 = 0");
        (await BalanceAsync(shop, "2026-03-01")).Should().Equal("2026-03-01: 0 + 2 + 0 - 2 = 0");
    }

    [Fact]
    public async Task Why_they_left_can_be_told_later_by_who_read_the_line_as_it_is()
    {
        var (shop, customer) = await BuyerAsync();
        var told = await TellAsync(shop, customer, null, null).JsonAsync(HttpStatusCode.Created);
        var (path, version) = ($"/v1/defections/{told.Text("id")}", $"\"{told["version"]}\"");

        (await shop.Client.PatchAsync(path, new { cause = "moved" }, ifMatch: null).ProblemCodeAsync(HttpStatusCode.PreconditionRequired)).Should().NotBeEmpty();
        var changed = await shop.Client.PatchAsync(path, new { cause = "moved", text = "去加拿大了" }, version).JsonAsync();
        (await shop.Client.PatchAsync(path, new { cause = "price" }, version).ProblemCodeAsync(HttpStatusCode.PreconditionFailed)).Should().NotBeEmpty();

        (changed.Text("cause"), changed.Text("known"), changed.Text("text")).Should().Be(("moved", "told", "去加拿大了"));
        (await shop.Client.GetAsync(path).JsonAsync()).ToJsonString().Should().Be(changed.ToJsonString());
    }

    [Fact]
    public async Task A_note_of_the_shop_is_not_what_the_customer_said()
    {
        var (shop, customer) = await BuyerAsync();
        var told = await TellAsync(shop, customer, null, null).JsonAsync(HttpStatusCode.Created);

        var noted = await shop.Client.PatchAsync($"/v1/defections/{told.Text("id")}", new { text = "Ask her sister." }, $"\"{told["version"]}\"").JsonAsync();

        (noted.Text("text"), noted.Text("cause"), noted.Text("known")).Should().Be(("Ask her sister.", told.Text("cause"), told.Text("known")));
        noted.Text("known").Should().NotBe("told");
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var (shop, customer) = await BuyerAsync();
        var visitor = await shop.ReportAsync("v-1");

        (await TellAsync(shop, visitor, "price", null).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("defection.never_bought");
        (await TellAsync(shop, Guid.CreateVersion7(), "price", null).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("customer.unknown");
        await shop.Client.PostAsync("/v1/defections", new { customerId = customer, cause = "boredom" }).JsonAsync(HttpStatusCode.BadRequest);
        await shop.Client.PostAsync("/v1/defections", new { customerId = customer, toldAt = "2026-03-03T00:00:00Z" }).JsonAsync(HttpStatusCode.UnprocessableEntity);
        (await shop.Client.GetAsync($"/v1/defections/{Guid.CreateVersion7()}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("defection.not_found");
    }

    [Fact]
    public async Task The_ledger_of_another_merchant_is_not_there()
    {
        var (shop, customer) = await BuyerAsync();
        var told = await TellAsync(shop, customer, "price", null).JsonAsync(HttpStatusCode.Created);
        var other = await service.NewMerchantAsync();

        (await other.Client.GetAsync($"/v1/defections/{told.Text("id")}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("defection.not_found");
        (await other.Client.GetAsync("/v1/defections").JsonAsync())["items"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task The_list_goes_by_cause_day_and_return_page_by_page()
    {
        var (shop, customer) = await BuyerAsync();
        await TellAsync(shop, customer, "price", null).JsonAsync(HttpStatusCode.Created);
        await TellAsync(shop, await shop.DeliverAsync("o-2"), "moved", null).JsonAsync(HttpStatusCode.Created);

        async Task<int> CountAsync(string query) => (await shop.Client.GetAsync($"/v1/defections?{query}").JsonAsync())["items"]!.AsArray().Count;
        var first = await shop.Client.GetAsync("/v1/defections?limit=1&includeTotal=true").JsonAsync();
        var second = await shop.Client.GetAsync($"/v1/defections?limit=1&includeTotal=true&cursor={first.Text("nextCursor")}").JsonAsync();

        (first["total"]!.GetValue<int>(), second["nextCursor"]).Should().Be((2, null));
        new[] { first, second }.Select(page => page["items"]![0]!.Text("cause")).Should().BeEquivalentTo("moved", "price"); // both on one day: no order between them
        (await CountAsync("cause=price"), await CountAsync("known=inferred"), await CountAsync("cameBack=true"), await CountAsync("cameBack=false&known=told")).Should().Be((1, 0, 0, 2));
        (await CountAsync("from=2026-03-02&to=2026-03-02"), await CountAsync("from=2026-03-03"), await CountAsync("ownerId=me")).Should().Be((2, 0, 0));
    }

    private async Task<(Shop Shop, Guid Customer)> BuyerAsync()
    {
        var shop = await Shop.OpenAsync(service);
        return (shop, await shop.DeliverAsync("o-1"));
    }

    private static Task<HttpResponseMessage> TellAsync(Shop shop, Guid customerId, string? cause, string? text) =>
        shop.Client.PostAsync("/v1/defections", new { customerId, cause, text });

    private static async Task<string[]> BalanceAsync(Shop shop, string to = "2026-04-01") =>
        [.. (await new ReportShop(shop).ReportAsync($"defections?from=2026-03-01&to={to}"))["months"]!.AsArray().Select(Sum)];

    private static string Sum(JsonNode? month) => $"{month!.Text("month")}: {month!["opening"]} + {month["new"]} + {month["wonBack"]} - {month["lost"]} = {month["closing"]}";
}
