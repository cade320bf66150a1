using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Promises;

/// <summary>What somebody promises, and how it ends.</summary>
[Collection(nameof(PromisesTogether))]
public sealed class PromiseTests(TestService service)
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
        (await shop.PromiseEvidenceAsync()).Should().Contain($"promiseKept promise:{made.Text("id")}");
        (await shop.Client.PostAsync($"/v1/promises/{made.Text("id")}/keep", new { }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("promise.already_kept");
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
        (await shop.PromiseEvidenceAsync()).Should().Contain([$"promiseBroken promise:{made.Text("id")}", $"breachRepaired promise:{made.Text("id")}"]);
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

    private static async Task<JsonNode> MakeAsync(Shop shop, Guid customer) =>
        await shop.Client.PostAsync("/v1/promises", new { customerId = customer, what = "A sample.", dueOn = "2026-03-05", place = "phone" }).JsonAsync(HttpStatusCode.Created);

    private static Task<JsonNode> DecideAsync(Shop shop, JsonNode made, string decision, object body) => shop.Client.PostAsync($"/v1/promises/{made.Text("id")}/{decision}", body).JsonAsync();
}
