using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Interests;
using RetentionApi.Tests.Merchants.Policies;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Promises;

/// <summary>What is promised by telling a day: of a delivery, a plan, a proposal, an answer.</summary>
[Collection(nameof(PromisesTogether))]
public sealed class PromisesOfFactsTests(TestService service)
{
    [Fact]
    public async Task A_plan_with_a_day_is_a_promise_to_everybody_who_asked_for_it()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.ReportAsync("c-1");
        var other = await shop.ReportAsync("c-2");
        var suggestion = (await shop.Client.PostAsync("/v1/suggestions", new { customer = new { source = "shop", externalId = "c-1" }, text = "Larger packs" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        await shop.Client.PostAsync($"/v1/suggestions/{suggestion}/voices", new { customerId = other }).JsonAsync();
        await shop.Client.PostAsync($"/v1/suggestions/{suggestion}/decide", new { decision = "planned", plannedOn = "2026-03-10" }).JsonAsync();
        await shop.DispatchAsync();
        (await PromisesAsync(shop)).Select(p => (p.Text("what"), p.Text("status"), p.Text("dueAt"))).Should().Equal(Enumerable.Repeat(("Larger packs", "open", "2026-03-10T16:00:00Z"), 2));

        await shop.Client.PostAsync($"/v1/suggestions/{suggestion}/build", new { text = "There they are." }).JsonAsync();
        await shop.DispatchAsync();

        (await PromisesAsync(shop)).Select(p => p.Text("status")).Should().Equal("kept", "kept");
        (await shop.PromiseEvidenceAsync()).Count(e => e.StartsWith("promiseKept", StringComparison.Ordinal)).Should().Be(2);
    }

    [Fact]
    public async Task A_day_on_which_goods_are_there_again_is_a_promise_to_whoever_waits_for_them()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        await shop.AskAsync(await shop.VisitorAsync("c-1"));
        await shop.Client.PutAsync("/v1/products/~sku:TEA-1/stock", JsonContent.Create(new { stock = 0, expectedOn = "2026-03-05" })).JsonAsync();
        await shop.DispatchAsync();
        await shop.AskAsync(await shop.VisitorAsync("c-2"));
        (await PromisesAsync(shop)).Select(p => (p.Text("what"), p.Text("status"), p.Text("dueAt"))).Should().Equal(Enumerable.Repeat(("龙井", "open", "2026-03-05T16:00:00Z"), 2));

        await shop.PassAsync(Duration.FromDays(1));
        await shop.StockAsync(5);

        (await PromisesAsync(shop)).Select(p => p.Text("status")).Should().Equal("kept", "kept");
        (await shop.Client.GetAsync("/v1/products/~sku:TEA-1").JsonAsync())["product"]!["expectedOn"].Should().BeNull();
        (await shop.Client.PutAsync("/v1/products/~sku:TEA-1/stock", JsonContent.Create(new { stock = 3, expectedOn = "2026-03-09" })).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
    }

    [Fact]
    public async Task A_deliverys_promised_date_is_kept_by_the_actual_one_and_broken_by_a_late_one()
    {
        var shop = await Shop.OpenAsync(service);
        foreach (var (order, delivered) in new[] { ("o-1", "2026-03-06T10:00:00Z"), ("o-2", "2026-03-07T10:00:00Z") })
        {
            await shop.Client.PostAsync("/v1/orders", Sample.Order(order)).JsonAsync(HttpStatusCode.Created);
            await shop.Client.PostAsync($"/v1/orders/~shop:{order}/deliveries", new { source = "dhl", externalId = order, promisedAt = "2026-03-05T12:00:00Z" }).JsonAsync(HttpStatusCode.Created);
        }

        await shop.DispatchAsync();
        (await shop.Client.GetAsync("/v1/promises?status=open").JsonAsync())["items"]!.AsArray().Should().HaveCount(2);
        service.Clock.Advance(Duration.FromDays(6));
        await shop.Client.PostAsync("/v1/orders/~shop:o-1/deliveries", new { source = "dhl", externalId = "o-1", deliveredAt = "2026-03-06T10:00:00Z", updatedAt = "2026-03-08T00:00:00Z" }).JsonAsync();
        await shop.Client.PostAsync("/v1/orders/~shop:o-2/deliveries", new { source = "dhl", externalId = "o-2", deliveredAt = "2026-03-07T10:00:00Z", updatedAt = "2026-03-08T00:00:00Z" }).JsonAsync();
        await shop.DispatchAsync();

        (await shop.PromiseEvidenceAsync()).Select(e => e.Split(' ')[0]).Where(k => k.StartsWith("promise", StringComparison.Ordinal)).Should().BeEquivalentTo("promiseKept", "promiseBroken");
    }

    [Fact]
    public async Task Where_deliveries_are_not_reported_a_promised_date_binds_once_one_is()
    {
        var shop = await Shop.OpenAsync(service);
        await PolicyTests.PutAsync(shop.Merchant, """{"content":{"promises":{"deliveriesAreReported":false}}}""", "*").JsonAsync();
        foreach (var order in new[] { "o-1", "o-2" })
            await shop.Client.PostAsync("/v1/orders", Sample.Order(order).With("deliveries", new[] { new { promisedAt = "2026-03-05T12:00:00Z" } })).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        await shop.PassAsync(Duration.FromDays(6));
        await shop.RunAsync("missed-follow-ups");
        await shop.DispatchAsync();
        (await PromisesAsync(shop)).Should().BeEmpty();

        await shop.Client.PostAsync("/v1/orders/~shop:o-2/deliveries", new { deliveredAt = "2026-03-07T10:00:00Z" }).JsonAsync();
        await shop.DispatchAsync();

        var broken = (await PromisesAsync(shop)).Should().ContainSingle().Which;
        (broken.Text("status"), broken.Text("orderId")).Should().Be(("broken", (await shop.Client.GetAsync("/v1/orders/~shop:o-2").JsonAsync()).Text("id")));
    }

    [Fact]
    public async Task The_day_of_a_proposal_and_of_an_answer_are_promises()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var opened = await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = "It leaks.", topic = "quality" }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync("/v1/interactions", new
        {
            source = "zendesk",
            externalId = "1",
            kind = "enquiry",
            occurredAt = Shop.Text(service.Clock.GetCurrentInstant()),
            customerId = customer,
        }).JsonAsync(HttpStatusCode.Created);

        await shop.Client.PostAsync($"/v1/cases/{opened.Text("id")}/propose", new { proposal = "A new kettle by Friday.", promisedBy = "2026-03-06" }).JsonAsync();
        await shop.Client.PostAsync("/v1/interactions/~zendesk:1/answer", new { text = "It is back on Thursday.", promisedBy = "2026-03-05" }).JsonAsync();

        (await shop.Client.GetAsync($"/v1/promises?customerId={customer}").JsonAsync())["items"]!.AsArray().Select(p => (p!.Text("what"), p!.Text("dueAt")))
            .Should().Equal(("It is back on Thursday.", "2026-03-05T16:00:00Z"), ("A new kettle by Friday.", "2026-03-06T16:00:00Z"));
    }

    private static async Task<List<JsonNode>> PromisesAsync(Shop shop) => [.. (await shop.Client.AllPagesAsync("/v1/promises", 10))];
}
