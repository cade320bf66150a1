using System.Net;
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
    public async Task What_nobody_decides_in_time_says_so()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.FindFaultyAsync(service, 3);

        await shop.PassAsync(Duration.FromHours(5));

        (await shop.AlertsAsync("?status=proposed")).Single()["isOverdue"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task What_was_dismissed_comes_up_again_with_the_next_defect()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.FindFaultyAsync(service, 3);
        var first = (await shop.AlertsAsync()).Single().Text("id");
        await shop.Client.PostAsync($"/v1/batch-alerts/{first}/dismiss", new { reason = "It rained." }).JsonAsync();

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
}
