using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Interests;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Promises;

/// <summary>The promise ledger, through the front door.</summary>
public sealed class PromiseTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_promise_of_a_day_lasts_until_its_end_and_comes_up_the_day_before()
    {
        var shop = await Shop.OpenAsync(service);

        var made = await MakeAsync(shop, await shop.ReportAsync("c-1"));

        (made.Text("status"), made.Text("dueAt")).Should().Be(("open", "2026-03-05T16:00:00Z"));
        var duty = (await shop.FollowUpsAsync("?status=scheduled&kind=promise")).Single();
        (duty.Text("subjectId"), duty.Text("dueAt"), duty.Text("deadline")).Should().Be((made.Text("id"), "2026-03-04T16:00:00Z", "2026-03-05T16:00:00Z"));
    }

    [Fact]
    public async Task Kept_it_is_evidence_and_off_the_list()
    {
        var shop = await Shop.OpenAsync(service);
        var made = await MakeAsync(shop, await shop.ReportAsync("c-1"));

        var kept = await DecideAsync(shop, made, "keep", new { note = "Sent." });
        await shop.DispatchAsync();

        kept.Text("status").Should().Be("kept");
        (await shop.FollowUpsAsync("?status=done&kind=promise")).Should().ContainSingle();
        (await EvidenceAsync(shop)).Should().Contain($"promiseKept promise:{made.Text("id")}");
        (await shop.Client.PostAsync($"/v1/promises/{made.Text("id")}/keep", new { }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("promise.already_kept");
    }

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
        (await EvidenceAsync(shop)).Count(e => e.StartsWith("promiseKept", StringComparison.Ordinal)).Should().Be(2);
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
    public async Task Past_its_time_it_is_broken_by_itself_and_made_good_by_a_repair()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var made = await MakeAsync(shop, customer);
        await shop.PassAsync(Duration.FromDays(4));
        await shop.RunAsync("missed-follow-ups");
        await shop.DispatchAsync();
        (await shop.Client.GetAsync("/v1/promises?status=broken").JsonAsync())["items"]!.AsArray().Single()!.Text("brokenAt").Should().Be("2026-03-05T16:00:00Z");
        (await shop.Client.GetAsync($"/v1/customers/{customer}/trust").JsonAsync()).Text("stage").Should().Be("inRepair");

        await DecideAsync(shop, made, "repair", new { repairedBy = "compensated", note = "Sent with a tin of tea." });
        await shop.DispatchAsync();

        (await shop.Client.GetAsync($"/v1/customers/{customer}/trust").JsonAsync()).Text("stage").Should().NotBe("inRepair");
        (await EvidenceAsync(shop)).Should().Contain([$"promiseBroken promise:{made.Text("id")}", $"breachRepaired promise:{made.Text("id")}"]);
        (await shop.Client.GetAsync($"/v1/customers/{customer}/timeline").JsonAsync())["items"]!.AsArray().Select(e => e!.Text("kind"))
            .Should().Contain(["promiseMade", "promiseBroken", "promiseRepaired"]);
    }

    [Fact]
    public async Task With_the_customers_yes_another_stands_instead()
    {
        var shop = await Shop.OpenAsync(service);
        var made = await MakeAsync(shop, await shop.ReportAsync("c-1"));

        var successor = await DecideAsync(shop, made, "renegotiate", new { dueOn = "2026-03-12", agreement = "On the phone: fine." });

        (successor.Text("status"), successor.Text("dueAt"), successor.Text("origin")).Should().Be(("open", "2026-03-12T16:00:00Z", $"promise:{made.Text("id")}"));
        (await shop.Client.GetAsync($"/v1/promises/{made.Text("id")}").JsonAsync()).Text("replacedById").Should().Be(successor.Text("id"));
        (await shop.FollowUpsAsync("?status=scheduled&kind=promise")).Single().Text("subjectId").Should().Be(successor.Text("id"));
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

        (await EvidenceAsync(shop)).Select(e => e.Split(' ')[0]).Where(k => k.StartsWith("promise", StringComparison.Ordinal)).Should().BeEquivalentTo("promiseKept", "promiseBroken");
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

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var made = await MakeAsync(shop, customer);

        (await shop.Client.PostAsync("/v1/promises", new { customerId = customer, what = "x", dueOn = "2026-03-01" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("promise.due_in_past");
        (await shop.Client.PostAsync("/v1/promises", new { customerId = customer, what = "x" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
        (await shop.Client.PostAsync($"/v1/promises/{made.Text("id")}/repair", new { repairedBy = "told", note = "x" }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("promise.not_broken");
        (await (await service.NewMerchantAsync()).Client.GetAsync($"/v1/promises/{made.Text("id")}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("promise.not_found");
    }

    [Fact]
    public async Task Told_again_under_its_own_id_it_is_the_same_promise()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.ReportAsync("c-1");
        var body = new { customer = new { source = "shop", externalId = "c-1" }, what = "A sample.", dueOn = "2026-03-05", source = "crm", externalId = "9" };

        var first = await shop.Client.PostAsync("/v1/promises", body).JsonAsync(HttpStatusCode.Created);

        (await shop.Client.PostAsync("/v1/promises", body).JsonAsync()).Text("id").Should().Be(first.Text("id"));
    }

    [Fact]
    public async Task Every_promise_is_listed_once_while_others_come()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var made = new List<string>();
        foreach (var _ in Enumerable.Range(0, 5))
            made.Add((await MakeAsync(shop, customer)).Text("id"));

        var listed = await shop.Client.AllPagesAsync("/v1/promises?dueBefore=2026-03-06T00:00:00Z", 2, async () => await MakeAsync(shop, customer));

        listed.Select(p => p.Text("id")).Should().OnlyHaveUniqueItems().And.Contain(made);
    }

    [Fact]
    public async Task A_manager_who_skips_its_duty_breaks_it()
    {
        var shop = await Shop.OpenAsync(service);
        var made = await MakeAsync(shop, await shop.ReportAsync("c-1"));
        var duty = (await shop.FollowUpsAsync("?status=scheduled&kind=promise")).Single();

        await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/skip", new { reason = "Sold out." }).JsonAsync();

        var broken = await shop.Client.GetAsync($"/v1/promises/{made.Text("id")}").JsonAsync();
        (broken.Text("status"), broken.Text("note")).Should().Be(("broken", "Sold out."));
    }

    private static async Task<List<JsonNode>> PromisesAsync(Shop shop) => [.. (await shop.Client.AllPagesAsync("/v1/promises", 10))];

    private static async Task<JsonNode> MakeAsync(Shop shop, Guid customer) =>
        await shop.Client.PostAsync("/v1/promises", new { customerId = customer, what = "A sample.", dueOn = "2026-03-05", place = "phone" }).JsonAsync(HttpStatusCode.Created);

    private static Task<JsonNode> DecideAsync(Shop shop, JsonNode made, string decision, object body) => shop.Client.PostAsync($"/v1/promises/{made.Text("id")}/{decision}", body).JsonAsync();

    private static async Task<List<string>> EvidenceAsync(Shop shop) =>
        [.. (await shop.QueryAsync($"SELECT kind || ' ' || source FROM evidence WHERE merchant_id = '{shop.Merchant.Id}' AND withdraws_id IS NULL")).Select(r => (string)r[0]!)];
}
