using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Interactions;

public sealed class CreateInteractionTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/interactions";

    [Fact]
    public async Task An_enquiry_of_somebody_new_makes_them_known()
    {
        var shop = await service.NewMerchantAsync();

        var made = await shop.Client.PostAsync(Address, Enquiry("e-1", "2026-03-02T01:30:00Z")).JsonAsync(HttpStatusCode.Created);

        made.Text("productSku").Should().Be("TEA-1");
        var read = await shop.Client.GetAsync($"{Address}/~zendesk:e-1").JsonAsync();
        read.ToJsonString().Should().Be(made.ToJsonString());
        var customer = await shop.Client.GetAsync($"/v1/customers/{made.Text("customerId")}").JsonAsync();
        customer["customer"]!.Text("firstContactAt").Should().Be("2026-03-02T01:30:00Z");
        customer["recentTimeline"]!.AsArray().Select(e => e!.Text("kind")).Should().BeEquivalentTo("firstContact", "enquiry");
    }

    [Fact]
    public async Task The_same_enquiry_told_five_times_out_of_order_is_one()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync(Address, Enquiry("e-5", "2026-03-02T01:30:00Z", "2026-03-02T01:33:00Z", "third")).JsonAsync(HttpStatusCode.Created);

        foreach (var minute in new[] { 1, 4, 2, 4, 0 })
            await shop.Client.PostAsync(Address, Enquiry("e-5", "2026-03-02T01:30:00Z", $"2026-03-02T01:3{minute}:00Z", $"version {minute}")).JsonAsync();

        (await shop.Client.GetAsync($"{Address}/~zendesk:e-5").JsonAsync()).Text("summary").Should().Be("version 4");
        (await service.Database.CountAsync($"interactions WHERE merchant_id = '{shop.Id}'")).Should().Be(1);
        (await service.Database.CountAsync($"timeline_entries WHERE merchant_id = '{shop.Id}' AND kind = 'enquiry'")).Should().Be(1);
    }

    [Fact]
    public async Task Twenty_twins_at_once_make_one()
    {
        var shop = await service.NewMerchantAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.Client.PostAsync(Address, Enquiry("e-20", "2026-03-02T01:30:00Z"))));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).Should().Be(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).Should().Be(19);
        (await service.Database.CountAsync($"interactions WHERE merchant_id = '{shop.Id}'")).Should().Be(1);
    }

    [Fact]
    public async Task Visits_are_counted_by_day_and_category_and_told_once_a_day()
    {
        var shop = await service.NewMerchantAsync();

        var first = await VisitAsync(shop, "v-1", "2026-03-01T03:00:00Z", "tea", HttpStatusCode.Created);
        await VisitAsync(shop, "v-2", "2026-03-01T02:00:00Z", "tea", HttpStatusCode.Created);
        await VisitAsync(shop, "v-2", "2026-03-01T02:00:00Z", "tea", HttpStatusCode.OK);
        await VisitAsync(shop, "v-3", "2026-03-01T15:59:00Z", "kettles", HttpStatusCode.Created);
        await VisitAsync(shop, "v-4", "2026-03-01T16:00:00Z", "tea", HttpStatusCode.Created); // the next day in Shanghai

        var day = await shop.Client.GetAsync($"{Address}/{first.Text("id")}").JsonAsync();
        day["visits"]!["count"]!.GetValue<int>().Should().Be(2);
        (day.Text("occurredAt"), day["visits"]!.Text("lastAt")).Should().Be(("2026-03-01T02:00:00Z", "2026-03-01T03:00:00Z"));
        (await shop.Client.AllPagesAsync($"{Address}?kind=visit", 2)).Should().HaveCount(3);
        (await service.Database.CountAsync($"timeline_entries WHERE merchant_id = '{shop.Id}' AND kind = 'visit'")).Should().Be(2);
    }

    [Fact]
    public async Task Of_a_days_visits_to_a_category_twenty_products_are_kept()
    {
        var shop = await service.NewMerchantAsync();

        foreach (var i in Enumerable.Range(1, 21))
            await shop.Client.PostAsync(Address, new
            {
                source = "web",
                externalId = $"v-{i}",
                kind = "visit",
                occurredAt = "2026-03-01T03:00:00Z",
                category = "tea",
                productSku = $"TEA-{i}",
                customer = new { source = "web", externalId = "cookie-7" },
            }).JsonAsync(HttpStatusCode.Created);

        (await service.Database.QueryAsync($"SELECT count, cardinality(product_ids) FROM visits WHERE merchant_id = '{shop.Id}'")).Single().Should().Equal(21, 20);
    }

    [Theory]
    [InlineData(29, 1)]
    [InlineData(30, 2)]
    public async Task A_visit_that_is_told_again_is_known_for_thirty_days(int days, int counted)
    {
        var shop = await Shop.OpenAsync(service);
        await VisitAsync(shop.Merchant, "v-1", "2026-03-01T03:00:00Z", "tea", HttpStatusCode.Created);
        await shop.PassAsync(Duration.FromDays(days));
        await shop.RunAsync("purge");

        await VisitAsync(shop.Merchant, "v-1", "2026-03-01T03:00:00Z", "tea", counted > 1 ? HttpStatusCode.Created : HttpStatusCode.OK);

        (await shop.Client.AllPagesAsync($"{Address}?kind=visit", 2)).Single()["visits"]!["count"]!.GetValue<int>().Should().Be(counted);
        service.Clock.Reset(TestService.Start);
    }

    [Theory]
    [InlineData("""{"externalId":"1","kind":"enquiry","occurredAt":"2026-03-01T00:00:00Z","customer":{"email":"a@example.com"}}""", "/source")]
    [InlineData("""{"source":"zendesk","kind":"enquiry","occurredAt":"2026-03-01T00:00:00Z","customer":{"email":"a@example.com"}}""", "/externalId")]
    public async Task What_lacks_its_identity_cannot_be_read(string body, string pointer)
    {
        var shop = await service.NewMerchantAsync();

        var problem = await shop.Client.PostAsync(Address, body).JsonAsync(HttpStatusCode.BadRequest);

        problem["errors"]!.AsArray().Select(e => e!.Text("pointer")).Should().Equal(pointer);
    }

    [Theory]
    [InlineData("""{"source":"zendesk","externalId":"1","kind":"enquiry","occurredAt":"2026-03-01T00:00:00Z"}""", "/customerId")]
    [InlineData("""{"source":"zendesk","externalId":"1","kind":"enquiry","occurredAt":"2026-03-01T00:00:00Z","customer":{"name":"Ann"}}""", "/customer")]
    [InlineData("""{"source":"zendesk","externalId":"1","kind":"review","occurredAt":"2026-03-01T00:00:00Z","customer":{"email":"a@example.com"}}""", "/rating")]
    [InlineData("""{"source":"zendesk","externalId":"1","kind":"visit","direction":"outbound","occurredAt":"2026-03-01T00:00:00Z","customer":{"email":"a@example.com"}}""", "/direction")]
    [InlineData("""{"source":"zendesk","externalId":"1","kind":"call","adviceWanted":true,"occurredAt":"2026-03-01T00:00:00Z","customer":{"email":"a@example.com"}}""", "/adviceWanted")]
    public async Task What_breaks_a_rule_is_refused_with_the_place(string body, string pointer)
    {
        var shop = await service.NewMerchantAsync();

        var problem = await shop.Client.PostAsync(Address, body).JsonAsync(HttpStatusCode.UnprocessableEntity);

        problem["errors"]!.AsArray().Select(e => e!.Text("pointer")).Should().Equal(pointer);
    }

    [Fact]
    public async Task It_names_its_order_by_either_id_and_no_order_that_is_not_there()
    {
        var (shop, other) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var order = (await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1")).JsonAsync(HttpStatusCode.Created)).Text("id");
        Dictionary<string, object> Call(string externalId) => new()
        {
            ["source"] = "desk",
            ["externalId"] = externalId,
            ["kind"] = "call",
            ["occurredAt"] = "2026-03-02T01:00:00Z",
            ["customer"] = new { source = "shop", externalId = "c-1" },
        };

        var byOurs = await shop.Client.PostAsync(Address, Call("c-1").With("orderId", order)).JsonAsync(HttpStatusCode.Created);
        var byTheirs = await shop.Client.PostAsync(Address, Call("c-2").With("order", new { source = "shop", externalId = "o-1" })).JsonAsync(HttpStatusCode.Created);

        (byOurs.Text("orderId"), byTheirs.Text("orderId")).Should().Be((order, order));
        (await shop.Client.GetAsync($"{Address}/~desk:c-2").JsonAsync()).ToJsonString().Should().Be(byTheirs.ToJsonString());
        (await shop.Client.PostAsync(Address, Call("c-3").With("order", new { source = "shop", externalId = "o-9" })).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("interaction.order_unknown");
        (await other.Client.PostAsync(Address, Call("c-3").With("orderId", order)).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("interaction.order_unknown");
        (await shop.Client.PostAsync(Address, Call("v-1").With("kind", "visit").With("orderId", order)).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
    }

    [Theory]
    [InlineData("call", "2026-03-02T02:05:00Z", true)]
    [InlineData("call", "2026-03-02T02:05:01Z", false)]
    [InlineData("visit", "2026-03-02T02:05:01Z", false)]
    public async Task What_is_reported_has_been(string kind, string occurredAt, bool isTaken)
    {
        service.Clock.Reset(TestService.Start);
        var shop = await service.NewMerchantAsync();

        var reported = shop.Client.PostAsync(Address, new { source = "web", externalId = "f-1", kind, occurredAt, customer = new { source = "web", externalId = "cookie-1" } });

        if (isTaken)
            await reported.JsonAsync(HttpStatusCode.Created);
        else
            (await reported.ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("interaction.in_future");
    }

    [Fact]
    public async Task Another_merchants_customers_and_interactions_are_not_there()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var made = await theirs.Client.PostAsync(Address, Enquiry("e-9", "2026-03-02T01:30:00Z")).JsonAsync(HttpStatusCode.Created);

        (await mine.Client.GetAsync($"{Address}/{made.Text("id")}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("interaction.not_found");
        var call = new { source = "zendesk", externalId = "c-9", kind = "call", occurredAt = "2026-03-02T01:00:00Z", customerId = made.Text("customerId") };
        (await mine.Client.PostAsync(Address, call).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("interaction.customer_unknown");
    }

    private static object Enquiry(string externalId, string occurredAt, string? updatedAt = null, string? summary = null) => new
    {
        source = "zendesk",
        externalId,
        kind = "enquiry",
        occurredAt,
        updatedAt,
        summary,
        productSku = "TEA-1",
        customer = new { source = "shopify", externalId = "c-1", name = "王芳" },
    };

    private static Task<JsonNode> VisitAsync(TestMerchant shop, string externalId, string occurredAt, string category, HttpStatusCode expected) => shop.Client.PostAsync(
        Address, new { source = "web", externalId, kind = "visit", occurredAt, category, customer = new { source = "web", externalId = "cookie-7" } }).JsonAsync(expected);
}
