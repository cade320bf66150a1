using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Merchants.Policies;

public sealed class PolicyDryRunTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/policy/dry-run";

    [Fact]
    public async Task It_tells_who_would_fall()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        await service.AnswerEnquiryAsync(shop, customer);
        await shop.ReportAsync("c-2", new() { ["email"] = "two@example.com" });
        await shop.PassAsync(Duration.FromDays(100));

        var result = await service.ResultAsync(shop, "policyDryRun", Address, new { content = new { proactiveWindow = "P60D", fallAfter = "P10D" } });

        (result["customers"]!.GetValue<int>(), result["rise"]!.GetValue<int>(), result["fall"]!.GetValue<int>()).Should().Be((2, 0, 1));
        var move = result["levels"]!.AsArray().Single()!;
        (move.Text("from"), move.Text("to"), move["sample"]![0]!.GetValue<string>()).Should().Be(("proactive", "basic", $"{customer}"));
    }

    [Fact]
    public async Task It_tells_who_would_rise()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        await service.AnswerEnquiryAsync(shop, customer);
        await shop.ReportAsync("c-2", new() { ["email"] = "two@example.com" });
        await shop.PassAsync(Duration.FromDays(220)); // the answer keeps them proactive for 180 days, and the fall comes 30 days later

        var result = await service.ResultAsync(shop, "policyDryRun", Address, new { content = new { proactiveWindow = "P365D" } });

        (result["customers"]!.GetValue<int>(), result["rise"]!.GetValue<int>(), result["fall"]!.GetValue<int>()).Should().Be((2, 1, 0));
        var move = result["levels"]!.AsArray().Single()!;
        (move.Text("from"), move.Text("to"), move["sample"]!.ToJsonString()).Should().Be(("basic", "proactive", $"[\"{customer}\"]"));
    }

    [Fact]
    public async Task It_tells_what_would_come_up()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        var (_, link) = await Links.AskAsync(shop, "csat", customer);
        await new Browser(service).SubmitAsync(link, ("score", "3"));
        await shop.DispatchAsync();

        var result = await service.ResultAsync(shop, "policyDryRun", Address, new { content = new { surveys = new { caseCsat = 3 } } });

        var step = result["opens"]!.AsArray().Single()!;
        (step.Text("kind"), step["count"]!.GetValue<int>(), step["dueAtOnce"]!.GetValue<int>(), step["sample"]!.ToJsonString()).Should().Be(("caseStep", 1, 1, $"[\"{customer}\"]"));
        result["stops"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task It_tells_what_would_be_owed_no_more()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        await service.AnswerEnquiryAsync(shop, customer);
        var again = new { source = "shop", externalId = "i-2", kind = "enquiry", occurredAt = Shop.Text(service.Clock.GetCurrentInstant()), customerId = customer, productSku = "TEA-1" };
        await shop.Client.PostAsync("/v1/interactions", again).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        await shop.PassAsync(Duration.FromDays(2));
        await shop.RunAsync("missed-follow-ups");
        await shop.DispatchAsync();
        (await shop.FollowUpAsync(customer, "repair")).Text("status").Should().Be("due", "nobody has answered, so the level is lapsing");

        var result = await service.ResultAsync(shop, "policyDryRun", Address, new { content = new { fallAfter = "P1D" } });

        result["stops"]!.ToJsonString().Should().Be($$"""[{"kind":"repair","count":1,"dueAtOnce":null,"sample":["{{customer}}"]}]""", "who has fallen is not lapsing any more");
        (result["fall"]!.GetValue<int>(), result["opens"]!.AsArray().Count).Should().Be((1, 0));
    }

    [Fact]
    public async Task What_runs_already_stays_as_it_is()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");
        await shop.FollowUpAsync(customer, "regularVisit");

        var result = await service.ResultAsync(shop, "policyDryRun", Address, new { content = new { duties = new { regularVisitAfter = "P10D" } } });

        (result["customers"]!.GetValue<int>(), result["opens"]!.AsArray().Count, result["stops"]!.AsArray().Count).Should().Be((1, 0, 0));
    }

    [Fact]
    public async Task It_writes_nothing()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.DeliverAsync("o-1");
        var before = await RowsAsync(shop);

        await service.ResultAsync(shop, "policyDryRun", Address, new { content = new { duties = new { qualityCheckAfter = "P3D" }, rungWindow = "P30D" } });

        (await RowsAsync(shop)).Should().Be(before);
    }

    [Fact]
    public async Task It_can_be_cancelled()
    {
        var shop = await Shop.OpenAsync(service);
        var asked = await shop.Client.PostAsync(Address, new { content = new { fallAfter = "P31D" } }).JsonAsync(HttpStatusCode.Accepted);
        await shop.Client.PostAsync($"/v1/operations/{asked.Text("id")}/cancel", new { }).JsonAsync(HttpStatusCode.Accepted);

        await service.WorkAsync("policyDryRun");

        (await shop.Client.GetAsync($"/v1/operations/{asked.Text("id")}").JsonAsync()).Text("status").Should().Be("cancelled");
    }

    [Fact]
    public async Task A_policy_that_cannot_hold_is_not_tried()
    {
        var shop = await Shop.OpenAsync(service);

        (await shop.Client.PostAsync(Address, new { content = new { fallAfter = "P0D" } }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("policy.invalid");
    }

    private Task<string> RowsAsync(Shop shop) => RowsAsync(shop, "follow_ups", "evidence", "level_transitions", "outbox_messages", "timeline_entries", "policies");

    private async Task<string> RowsAsync(Shop shop, params string[] tables)
    {
        var rows = new List<object?>();
        foreach (var table in tables)
            rows.Add((await service.Database.QueryAsync($"SELECT string_agg(t::text, ';' ORDER BY t::text) FROM {table} t WHERE merchant_id = '{shop.Merchant.Id}'")).Single()[0]);
        return string.Join('\n', rows);
    }
}
