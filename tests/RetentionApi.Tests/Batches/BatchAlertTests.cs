using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Batches;

/// <summary>How an alert comes up, and what a manager makes of it.</summary>
public sealed class BatchAlertTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Three_customers_with_a_defect_bring_up_an_alert_that_tells_nobody()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.BuyTeaAsync("o-9");

        await shop.FindFaultyAsync(service, 2);
        (await shop.AlertsAsync()).Should().BeEmpty();
        await shop.FindFaultyAsync(service, 1, first: 3);

        var alert = (await shop.AlertsAsync("?status=proposed")).Should().ContainSingle().Which;
        (alert.Text("batch"), alert.Text("origin"), alert["defects"]!.GetValue<int>(), alert["probability"]!.GetValue<decimal>()).Should().Be((BadTea.Batch, "byRule", 3, 0.9744m));
        alert.Text("deadline").Should().Be("2026-03-02T06:00:00Z", "a manager has four business hours");
        (await shop.FollowUpsAsync("?kind=batchAlert")).Should().BeEmpty();
    }

    [Fact]
    public async Task Its_decision_stands_on_the_work_list_of_whom_the_merchant_named_and_leaves_nothing_with_any_customer()
    {
        var (shop, alert) = await ProposedAsync();
        var lead = (await shop.Client.PostAsync("/v1/staff", new { name = "Lead" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        await shop.Client.PatchAsync("/v1/merchant", new { escalatesTo = lead }, "*").JsonAsync();
        await shop.DismissAsync(alert);
        await shop.FindFaultyAsync(service, 1, first: 4);

        var (again, duty) = ((await shop.AlertsAsync("?status=proposed")).Single(), (await shop.FollowUpsAsync($"?ownerId={lead}")).Single());

        (duty.Text("kind"), duty["customerId"], duty.Text("cause"), duty.Text("subjectId"), duty.Text("note"), duty.Text("deadline"), duty.Text("id")).Should().Be(
            ("alertDecision", null, $"batchAlert:{again.Text("id")}", again.Text("id"), $"龙井 · {BadTea.Batch}", again.Text("deadline"), again.Text("followUpId")));
        foreach (var table in new[] { "evidence", "timeline_entries", "outbox_messages" })
            (await service.Database.CountAsync($"{table} WHERE merchant_id = '{shop.Merchant.Id}' AND customer_id = '{Guid.Empty}'")).Should().Be(0, table);
    }

    [Theory]
    [InlineData("confirm")]
    [InlineData("dismiss")]
    public async Task The_decision_ends_it_and_nothing_else_does(string decision)
    {
        var (shop, alert) = await ProposedAsync();
        var path = $"/v1/follow-ups/{alert.Text("followUpId")}";
        await shop.Client.PostAsync($"{path}/complete", new { outcome = "answered" }).ProblemAsync(HttpStatusCode.Conflict, "follow_up.use_subject");
        await shop.Client.PostAsync($"{path}/skip", new { reason = "No time." }).ProblemAsync(HttpStatusCode.Conflict, "follow_up.use_subject");
        await shop.RunAsync("assignments");
        (await shop.FollowUpsAsync("?kind=alertDecision")).Single()["ownerId"].Should().BeNull("it is for managers, and no turn makes one");

        await shop.Client.PostAsync($"/v1/batch-alerts/{alert.Text("id")}/{decision}", new { reason = "We looked into it." }).JsonAsync();

        (await shop.FollowUpsAsync("?kind=alertDecision")).Should().BeEmpty();
        var done = await shop.Client.GetAsync(path).JsonAsync();
        (done.Text("status"), done.Text("completedAt"), done["missedAt"]).Should().Be(("done", "2026-03-02T02:00:00Z", null));
    }

    [Fact]
    public async Task What_nobody_decides_in_time_says_so_and_stays_on_the_list_until_it_is_decided_late()
    {
        var (shop, alert) = await ProposedAsync();
        await shop.PassAsync(Duration.FromDays(40));
        await shop.RunAsync("missed-follow-ups");
        (await shop.AlertsAsync("?status=proposed")).Single()["isOverdue"]!.GetValue<bool>().Should().BeTrue();
        (await shop.FollowUpsAsync("?kind=alertDecision")).Single().Text("status").Should().Be("missed");

        await shop.DismissAsync(alert);
        await shop.RunAsync("duty-days");

        (await shop.Client.GetAsync($"/v1/follow-ups/{alert.Text("followUpId")}").JsonAsync()).Text("missedAt").Should().Be(alert.Text("deadline"));
        (await shop.Client.GetAsync("/v1/reports/duties?from=2026-03&to=2026-04").JsonAsync()).ToJsonString().Should().NotContain("alertDecision", "no customer was owed it");
    }

    [Fact]
    public async Task What_was_dismissed_comes_up_again_with_the_next_defect()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.FindFaultyAsync(service, 3);
        await shop.DismissAsync((await shop.AlertsAsync()).Single());

        await shop.BuyTeaAsync("o-4");
        (await shop.AlertsAsync("?status=proposed")).Should().BeEmpty();
        await shop.SendBackAsync("o-4", service.Clock.GetCurrentInstant());

        var again = (await shop.AlertsAsync("?status=proposed")).Should().ContainSingle().Which;
        (again["defects"]!.GetValue<int>(), (await shop.AlertsAsync("?status=dismissed")).Single().Text("reason")).Should().Be((4, "It rained."));
    }

    [Fact]
    public async Task It_is_decided_once_and_by_managers()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.FindFaultyAsync(service, 3);
        var path = $"/v1/batch-alerts/{(await shop.AlertsAsync()).Single().Text("id")}";
        var care = await shop.Client.PostAsync("/v1/api-keys", new { name = "care", scopes = new[] { "care" } }).JsonAsync(HttpStatusCode.Created);

        await service.ClientOf(care.Text("apiKey")).PostAsync($"{path}/confirm", new { }).ProblemAsync(HttpStatusCode.Forbidden, "request.missing_scope");
        await shop.Client.PostAsync($"{path}/dismiss", new { reason = " " }).ProblemAsync(HttpStatusCode.UnprocessableEntity, "batch_alert.reason_required");
        await shop.Client.PostAsync($"{path}/confirm", new { }).JsonAsync();
        await shop.Client.PostAsync($"{path}/confirm", new { }).ProblemAsync(HttpStatusCode.Conflict, "batch_alert.decided");

        (await shop.Client.GetAsync("/v1/audit-log?action=batchAlertConfirmed").JsonAsync())["items"]!.AsArray().Should().ContainSingle();
        await shop.Client.PostAsync($"/v1/batch-alerts/{Guid.Empty}/confirm", new { }).ProblemAsync(HttpStatusCode.NotFound, "batch_alert.not_found");
        await shop.Client.GetAsync($"/v1/batch-alerts/{Guid.Empty}").ProblemAsync(HttpStatusCode.NotFound, "batch_alert.not_found");
        await shop.Client.GetAsync($"/v1/batch-alerts/{Guid.Empty}/buyers").ProblemAsync(HttpStatusCode.NotFound, "batch_alert.not_found");
    }

    [Fact]
    public async Task A_producers_recall_is_reported_once()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.BuyTeaAsync("o-1");
        await shop.RecallAsync();

        var again = new { productSku = BadTea.Sku, batch = BadTea.Batch, reason = "Once more." };
        await shop.Client.PostAsync("/v1/batch-alerts", again).ProblemAsync(HttpStatusCode.Conflict, "batch_alert.exists");
        await shop.Client.PostAsync("/v1/batch-alerts", new { productSku = "NONE", batch = "X", reason = "r" }).ProblemAsync(HttpStatusCode.UnprocessableEntity, "batch_alert.product_unknown");
        await shop.Client.PostAsync("/v1/batch-alerts", new { batch = "X", reason = "r" }).ProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
    }

    private async Task<(Shop Shop, JsonNode Alert)> ProposedAsync()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.FindFaultyAsync(service, 3);
        return (shop, (await shop.AlertsAsync()).Single());
    }
}
