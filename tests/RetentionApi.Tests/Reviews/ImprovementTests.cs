using System.Net;
using NodaTime;
using RetentionApi.Tests.Batches;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reviews;

/// <summary>Lines of a review's improvement list, as duties on the one work list.</summary>
public sealed class ImprovementTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_decision_puts_each_on_its_owners_work_list()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.After);
        var (li, wang) = (await shop.StaffAsync("Li"), await shop.StaffAsync("Wang"));
        var listed = await shop.ListedAsync(li, wang);
        (await shop.FollowUpsAsync()).Should().BeEmpty("nothing is owed before it is decided");

        var decided = await shop.AdvanceAsync(listed.Text("id"), "evaluate");

        var duty = (await shop.FollowUpsAsync($"?ownerId={li}")).Single();
        (duty.Text("kind"), duty["customerId"], duty.Text("note"), duty.Text("deadline"), duty.Text("subjectId"), duty.Text("cause")).Should()
            .Be(("improvement", null, $"For {li}.", "2026-04-15T16:00:00Z", decided.Text("id"), $"review:{decided.Text("id")}"));
        decided["improvements"]!.AsArray().Select(i => (i!.Text("status"), i!.Text("ownerId"), i!.Text("deadline"))).Should()
            .Equal(("owed", li, "2026-04-15T16:00:00Z"), ("owed", wang, "2026-04-15T16:00:00Z"));
        await shop.Client.PostAsync($"{ReviewShop.Address}/{decided.Text("id")}/improvements", new { text = "x", ownerId = li, dueOn = "2026-04-15" }).ProblemAsync(HttpStatusCode.Conflict, "review.decided");
    }

    [Fact]
    public async Task It_is_done_at_its_review_and_leaves_nothing_with_any_customer()
    {
        var (shop, review, duty) = await OwedAsync();
        await shop.Client.PostAsync($"/v1/follow-ups/{duty}/complete", new { outcome = "answered" }).ProblemAsync(HttpStatusCode.Conflict, "follow_up.use_subject");

        var done = await shop.ActAsync(review, "complete", new { note = "Li calls ten a week." }).JsonAsync();
        await shop.DispatchAsync();

        (done["improvements"]![0]!.Text("status"), done["improvements"]![0]!.Text("note"), done["improvements"]![0]!["missedAt"]).Should().Be(("done", "Li calls ten a week.", null));
        (await shop.Client.GetAsync($"/v1/follow-ups/{duty}").JsonAsync()).Text("status").Should().Be("done");
        foreach (var table in new[] { "evidence", "timeline_entries", "outbox_messages" })
            (await service.Database.CountAsync($"{table} WHERE merchant_id = '{shop.Merchant.Id}'")).Should().Be(0, table);
        await shop.ActAsync(review, "complete", new { }).ProblemAsync(HttpStatusCode.Conflict, "improvement.already_done");
    }

    [Fact]
    public async Task Past_its_deadline_it_is_missed_and_stays_on_the_list_until_it_is_done_late()
    {
        var (shop, review, duty) = await OwedAsync();
        await shop.PassAsync(Duration.FromDays(60));
        await shop.RunAsync("missed-follow-ups");
        await shop.DispatchAsync();
        (await shop.FollowUpsAsync()).Single().Text("status").Should().Be("missed");

        await shop.ActAsync(review, "complete", new { }).JsonAsync();

        (await shop.ReadAsync(review))["improvements"]![0]!.Text("missedAt").Should().Be("2026-04-15T16:00:00Z");
        (await shop.Client.GetAsync($"/v1/follow-ups/{duty}").JsonAsync()).Text("status").Should().Be("done");
        (await service.Database.CountAsync($"timeline_entries WHERE merchant_id = '{shop.Merchant.Id}'")).Should().Be(0);
    }

    [Fact]
    public async Task A_snooze_brings_it_back_at_its_time()
    {
        var (shop, _, duty) = await OwedAsync();
        await shop.Client.PostAsync($"/v1/follow-ups/{duty}/snooze", new { until = "2026-04-05T02:00:00Z" }).JsonAsync();
        (await shop.FollowUpsAsync()).Should().BeEmpty();

        await shop.PassAsync(Duration.FromDays(5));
        await shop.RunAsync("due-follow-ups");

        (await shop.FollowUpsAsync()).Single().Text("status").Should().Be("due");
    }

    [Fact]
    public async Task Closed_on_the_work_list_it_is_dropped_at_its_review()
    {
        var (shop, review, duty) = await OwedAsync();

        await shop.Client.PostAsync($"/v1/follow-ups/{duty}/skip", new { reason = "The supplier does it." }).JsonAsync();

        var line = (await shop.ReadAsync(review))["improvements"]![0]!;
        (line.Text("status"), line.Text("note")).Should().Be(("dropped", "The supplier does it."));
        await shop.ActAsync(review, "complete", new { }).ProblemAsync(HttpStatusCode.Conflict, "improvement.already_dropped");
    }

    [Fact]
    public async Task Dropped_at_its_review_it_leaves_the_work_list()
    {
        var (shop, review, duty) = await OwedAsync();
        await shop.ActAsync(review, "drop", new { reason = " " }).ProblemAsync(HttpStatusCode.UnprocessableEntity, "improvement.reason_required");

        await shop.ActAsync(review, "drop", new { reason = "Too dear." }).JsonAsync();

        (await shop.FollowUpsAsync()).Should().BeEmpty();
        (await shop.Client.GetAsync($"/v1/follow-ups/{duty}").JsonAsync()).Text("skipReason").Should().Be("Too dear.");
    }

    [Fact]
    public async Task What_its_owner_cannot_do_in_time_a_colleague_does_and_nobody_comes_to_own_the_shop()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.After);
        var team = (await shop.Client.PostAsync("/v1/teams", new { name = "Care", takesNewCustomers = true }).JsonAsync(HttpStatusCode.Created)).Text("id");
        var (li, wang) = (await shop.StaffAsync("Li", team), await shop.StaffAsync("Wang", team));
        await shop.DecidedAsync(li);
        await shop.Client.PostAsync($"/v1/staff/{li}/absences", new { firstDay = "2026-04-01", lastDay = "2026-04-30" }).JsonAsync(HttpStatusCode.Created);

        await shop.RunAsync("assignments");

        (await shop.FollowUpsAsync($"?ownerId={wang}")).Should().ContainSingle();
        (await service.Database.CountAsync($"customer_standings WHERE merchant_id = '{shop.Merchant.Id}' AND owner_id IS NOT NULL")).Should().Be(0);
    }

    [Fact]
    public async Task Nobody_talks_to_a_customer_about_it()
    {
        var (shop, _, duty) = await OwedAsync();

        await shop.Client.GetAsync($"/v1/follow-ups/{duty}/guide").ProblemAsync(HttpStatusCode.Conflict, "guide.no_customer");
        (await shop.Client.GetAsync("/v1/conversation-guides/improvement").JsonAsync())["questions"]!.AsArray().Should().NotBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_an_improvement_is_refused()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.After);
        var li = await shop.StaffAsync("Li");
        var review = await shop.ListedAsync(li);
        var path = $"{ReviewShop.Address}/{review.Text("id")}/improvements";

        await shop.Client.PostAsync(path, new { text = "x", ownerId = review.Text("id"), dueOn = "2026-04-15" }).ProblemAsync(HttpStatusCode.UnprocessableEntity, "review.owner_unknown");
        await shop.Client.PostAsync(path, new { text = "x", ownerId = li, dueOn = "2026-03-31" }).ProblemAsync(HttpStatusCode.UnprocessableEntity, "improvement.due_in_past");
        await shop.Client.PostAsync(path, new { text = " ", ownerId = li, dueOn = "2026-04-15" }).ProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");
        await shop.ActAsync(review, "complete", new { }).ProblemAsync(HttpStatusCode.Conflict, "improvement.not_decided");
        await shop.Client.PostAsync($"{path}/{li}/drop", new { reason = "x" }).ProblemAsync(HttpStatusCode.NotFound, "improvement.not_found");
    }

    private async Task<(Shop Shop, System.Text.Json.Nodes.JsonNode Review, string Duty)> OwedAsync()
    {
        var shop = await Shop.OpenAsync(service, ReviewShop.After);
        var review = await shop.DecidedAsync(await shop.StaffAsync("Li"));
        return (shop, review, review["improvements"]![0]!.Text("followUpId"));
    }
}
