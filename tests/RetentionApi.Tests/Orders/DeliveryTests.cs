using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Imports;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Orders;

public sealed class DeliveryTests(TestService service) : IClassFixture<TestService>
{
    private const string Promise = "2026-03-01T18:00:00+08:00", Evening = "2026-03-01T20:00:00+08:00", Noon = "2026-03-01T12:00:00+08:00";

    [Fact]
    public async Task An_id_of_another_orders_delivery_is_refused_and_changes_nothing()
    {
        var shop = await ShopAsync("a", "b");
        var first = await DeliverAsync(shop, "a", new { externalId = "d-1", promisedAt = Promise }).JsonAsync(HttpStatusCode.Created);

        var code = await DeliverAsync(shop, "b", new { externalId = "d-1", promisedAt = Noon }).ProblemCodeAsync(HttpStatusCode.Conflict);

        code.Should().Be("delivery.of_another_order");
        (await DeliveriesAsync(shop, "a")).Should().ContainSingle().Which.ToJsonString().Should().Be(first.ToJsonString());
        (await DeliveriesAsync(shop, "b")).Should().BeEmpty();
    }

    [Fact]
    public async Task An_older_report_is_answered_with_what_is_stored_and_leaves_no_trace()
    {
        var shop = await ShopAsync("a");
        var newer = await DeliverAsync(shop, "a", new { deliveredAt = Evening, updatedAt = Evening }).JsonAsync(HttpStatusCode.Created);

        using var older = await DeliverAsync(shop, "a", new { deliveredAt = Noon, updatedAt = Noon }, "older");
        using var replayed = await DeliverAsync(shop, "a", new { deliveredAt = Noon, updatedAt = Noon }, "older");

        foreach (var answer in new[] { older, replayed })
            (await Task.FromResult(answer).JsonAsync()).ToJsonString().Should().Be(newer.ToJsonString());
        older.Headers.ETag!.Tag.Should().Be("\"1\"");
        (await service.Database.CountAsync($"audit_entries WHERE merchant_id = '{shop.Id}' AND action = 'deliveryReported'")).Should().Be(1);
    }

    [Fact]
    public async Task The_same_report_again_changes_nothing()
    {
        var shop = await ShopAsync("a");
        var body = new { promisedAt = Promise, deliveredAt = Evening, updatedAt = Evening };
        var first = await DeliverAsync(shop, "a", body).JsonAsync(HttpStatusCode.Created);

        var second = await DeliverAsync(shop, "a", body).JsonAsync();

        second.ToJsonString().Should().Be(first.ToJsonString());
        (await DeliveriesAsync(shop, "a")).Should().ContainSingle().Which["version"]!.GetValue<int>().Should().Be(1);
    }

    [Fact]
    public async Task Of_however_many_lines_it_has_a_name_that_can_be_said()
    {
        var shop = await service.NewMerchantAsync();
        var line = new { sku = "T", quantity = 1, unitPrice = new { amount = "1.00", currency = "CNY" } };
        await shop.Client.PostAsync("/v1/orders", Sample.Order("many").With("lines", Enumerable.Repeat(line, 200).ToArray())).JsonAsync(HttpStatusCode.Created);
        var body = new { promisedAt = Promise, lineNumbers = Enumerable.Range(1, 199).ToArray() };
        var first = await DeliverAsync(shop, "many", body).JsonAsync(HttpStatusCode.Created);

        var again = await DeliverAsync(shop, "many", body).JsonAsync();
        var named = await DeliverAsync(shop, "many", new { externalId = first.Text("externalId"), body.lineNumbers, deliveredAt = Noon }).JsonAsync();

        new[] { again, named }.Select(d => d.Text("id")).Should().AllBe(first.Text("id"));
    }

    [Fact]
    public async Task A_later_report_moves_the_day_and_the_timeline_shows_one()
    {
        var shop = await ShopAsync("a");
        var first = await DeliverAsync(shop, "a", new { deliveredAt = Noon, updatedAt = Noon }).JsonAsync(HttpStatusCode.Created);

        var second = await DeliverAsync(shop, "a", new { deliveredAt = Evening, updatedAt = Evening }).JsonAsync();

        (second.Text("id"), second["version"]!.GetValue<int>()).Should().Be((first.Text("id"), 2));
        var customer = (await shop.Client.GetAsync("/v1/orders/~shop:a").JsonAsync()).Text("customerId");
        (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/timeline?kind=delivered", 10)).Select(e => e.Text("occurredAt")).Should().Equal("2026-03-01T12:00:00Z");
    }

    [Fact]
    public async Task When_it_left_is_kept_until_it_is_told_otherwise()
    {
        var shop = await ShopAsync("a");
        await DeliverAsync(shop, "a", new { shippedAt = Noon, updatedAt = Noon }).JsonAsync(HttpStatusCode.Created);

        var told = await DeliverAsync(shop, "a", new { deliveredAt = Evening, updatedAt = Evening }).JsonAsync();
        var read = (await DeliveriesAsync(shop, "a")).Single();
        var path = $"/v1/orders/~shop:a/deliveries/{told.Text("id")}";
        var cleared = await shop.Client.PatchAsync(path, """{"shippedAt":null}""", "*").JsonAsync();

        read.ToJsonString().Should().Be(told.ToJsonString());
        (read.Text("shippedAt"), cleared["shippedAt"], cleared.Text("deliveredAt")).Should().Be(("2026-03-01T04:00:00Z", null, "2026-03-01T12:00:00Z"));
    }

    [Theory]
    [InlineData("""{"shippedAt":"2026-03-02T02:05:01Z"}""", "delivery.in_future")]
    [InlineData("""{"shippedAt":"2026-03-01T05:00:00Z","deliveredAt":"2026-03-01T04:00:00Z"}""", "request.invalid")]
    public async Task It_left_in_the_past_and_before_it_came_through_whichever_door(string times, string code)
    {
        var shop = await ShopAsync("a");
        var delivery = await DeliverAsync(shop, "a", new { promisedAt = Promise }).JsonAsync(HttpStatusCode.Created);

        Task<HttpResponseMessage>[] answers =
        [
            DeliverAsync(shop, "a", times), shop.Client.PatchAsync($"/v1/orders/~shop:a/deliveries/{delivery.Text("id")}", times, "*"),
            shop.Client.PostAsync("/v1/orders", Sample.Order("b").With("deliveries", new[] { JsonNode.Parse(times) })),
        ];

        foreach (var answer in answers)
            (await answer.ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be(code);
    }

    [Fact]
    public async Task A_file_tells_it_line_by_line()
    {
        var shop = await service.NewMerchantAsync();
        const string File = "order_id,placed_at,customer_id,sku,quantity,unit_price,shipped_at,delivered_at\nA1,2026-01-05,c1,TEA,2,10,2026-01-06,2026-01-07\nA1,2026-01-05,c1,CUP,1,5,2026-01-08,\n";

        await service.ImportAsync(shop, "kind=order-lines&defaults=source:shop", File);

        (await DeliveriesAsync(shop, "A1")).Select(d => (d["lineNumbers"]![0]!.GetValue<int>(), d.Text("shippedAt"), d["deliveredAt"]?.GetValue<string>())).Should()
            .BeEquivalentTo([(1, "2026-01-05T16:00:00Z", "2026-01-06T16:00:00Z"), (2, "2026-01-07T16:00:00Z", (string?)null)]);
    }

    [Fact]
    public async Task Twenty_first_reports_at_once_make_one_delivery_of_which_all_answers_tell()
    {
        var shop = await ShopAsync("a");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => DeliverAsync(shop, "a", new { promisedAt = Promise })));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).Should().Be(1);
        var bodies = await Task.WhenAll(answers.Select(async a => JsonNode.Parse(await a.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!));
        bodies.Select(b => b.Text("id")).Distinct().Should().Equal((await DeliveriesAsync(shop, "a")).Single().Text("id"));
    }

    [Theory]
    [InlineData("""[{"lineNumbers":[99]}]""", "order.line_unknown")]
    [InlineData("""[{"promisedAt":"2026-03-04T10:00:00Z"},{"deliveredAt":"2026-03-01T10:00:00Z"}]""", "request.invalid")]
    public async Task Deliveries_within_an_order_obey_the_same_rules(string deliveries, string code)
    {
        var shop = await service.NewMerchantAsync();

        var answer = shop.Client.PostAsync("/v1/orders", Sample.Order("a").With("deliveries", JsonNode.Parse(deliveries)!));

        (await answer.ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be(code);
        (await shop.Client.GetAsync("/v1/orders/~shop:a").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("order.not_found");
    }

    [Fact]
    public async Task A_delivery_within_an_order_may_not_be_another_orders()
    {
        var shop = await ShopAsync("a");
        await DeliverAsync(shop, "a", new { externalId = "d-1", promisedAt = Promise }).JsonAsync(HttpStatusCode.Created);

        var answer = shop.Client.PostAsync("/v1/orders", Sample.Order("b").With("deliveries", new[] { new { externalId = "d-1", promisedAt = Noon } }));

        (await answer.ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("delivery.of_another_order");
    }

    [Fact]
    public async Task An_order_that_tells_less_new_of_a_delivery_is_answered_with_what_is_stored()
    {
        var shop = await ShopAsync("a");
        await DeliverAsync(shop, "a", new { deliveredAt = Evening, updatedAt = Evening }).JsonAsync(HttpStatusCode.Created);

        var told = await shop.Client.PostAsync("/v1/orders", Sample.Order("a").With("updatedAt", Noon).With("deliveries", new[] { new { deliveredAt = Noon } })).JsonAsync();

        told["deliveries"]!.AsArray().Single()!.Text("deliveredAt").Should().Be("2026-03-01T12:00:00Z");
        (await shop.Client.GetAsync("/v1/orders/~shop:a").JsonAsync()).ToJsonString().Should().Be(told.ToJsonString());
    }

    [Fact]
    public async Task An_order_that_is_not_there_or_another_merchants_has_no_deliveries()
    {
        var (shop, other) = (await ShopAsync("a"), await service.NewMerchantAsync());
        var id = (await shop.Client.GetAsync("/v1/orders/~shop:a").JsonAsync()).Text("id");

        foreach (var order in new[] { "~shop:a", id })
            (await other.Client.PostAsync($"/v1/orders/{order}/deliveries", new { promisedAt = Promise }).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("order.not_found");
        (await DeliveriesAsync(shop, "a")).Should().BeEmpty();
    }

    private async Task<TestMerchant> ShopAsync(params string[] orders)
    {
        var shop = await service.NewMerchantAsync();
        foreach (var order in orders)
            await shop.Client.PostAsync("/v1/orders", Sample.Order(order)).JsonAsync(HttpStatusCode.Created);
        return shop;
    }

    private static Task<HttpResponseMessage> DeliverAsync(TestMerchant shop, string order, object body, string? key = null) =>
        shop.Client.PostAsync($"/v1/orders/~shop:{order}/deliveries", body, key);

    private static async Task<List<JsonNode>> DeliveriesAsync(TestMerchant shop, string order) =>
        [.. (await shop.Client.GetAsync($"/v1/orders/~shop:{order}").JsonAsync())["deliveries"]!.AsArray().Select(d => d!)];
}
