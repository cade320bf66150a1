using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.FollowUps;

public sealed class FollowUpDecisionTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task What_was_missed_leads_the_list_and_is_done_late()
    {
        var (shop, customer) = await OpenAsync();
        var later = await shop.AskForAsync(customer, deadlineIn: Duration.FromDays(30));
        var missed = await shop.AskForAsync(customer, deadlineIn: Duration.FromDays(2));
        await shop.PassAsync(Duration.FromDays(3));
        await shop.RunAsync("missed-follow-ups");

        var list = await shop.FollowUpsAsync();
        var done = await DoAsync(shop, missed, "complete", new { outcome = "answered" });

        list.Select(f => f.Text("id")).Should().Equal(missed.Text("id"), later.Text("id"));
        list[0].Text("status").Should().Be("missed");
        (done.Text("status"), done.Text("missedAt")).Should().Be(("done", missed.Text("deadline")));
    }

    [Fact]
    public async Task What_was_missed_leaves_the_list_after_thirty_days()
    {
        var (shop, customer) = await OpenAsync();
        await shop.AskForAsync(customer, deadlineIn: Duration.FromDays(1));
        await shop.PassAsync(Duration.FromDays(31) - Duration.FromSeconds(1));
        await shop.RunAsync("missed-follow-ups");
        var before = await shop.FollowUpsAsync();

        await shop.PassAsync(Duration.FromSeconds(1));

        before.Should().ContainSingle();
        (await shop.FollowUpsAsync()).Should().BeEmpty();
        (await shop.FollowUpsAsync("?status=missed")).Should().ContainSingle();
    }

    [Fact]
    public async Task An_act_before_the_deadline_that_is_reported_later_was_in_time()
    {
        var (shop, customer) = await OpenAsync();
        var duty = await shop.AskForAsync(customer, deadlineIn: Duration.FromDays(1));
        await shop.PassAsync(Duration.FromDays(2));
        await shop.RunAsync("missed-follow-ups");

        var done = await DoAsync(shop, duty, "complete", new { outcome = "noAnswer", actedAt = "2026-03-02T03:00:00Z" });

        done["missedAt"].Should().BeNull();
    }

    [Theory]
    [InlineData("skip", """{"reason":"  "}""", 422, "follow_up.reason_required")]
    [InlineData("snooze", """{"until":"2026-03-09T00:00:00Z"}""", 422, "follow_up.snoozed_past_deadline")]
    [InlineData("snooze", """{"until":"2026-03-02T02:00:00Z"}""", 422, "follow_up.snoozed_into_past")]
    [InlineData("complete", """{"outcome":"answered","answers":[{"orderLineId":"019cab3c-7c00-7a51-b1a4-2f6d1c3e5a71","rating":5}]}""", 422, "follow_up.answers_not_asked")]
    [InlineData("complete", """{"outcome":"answered","actedAt":"2026-03-02T02:00:01Z"}""", 422, "follow_up.acted_in_future")]
    [InlineData("complete", """{"answers":[]}""", 400, "request.malformed")]
    [InlineData("complete", """{"outcome":"perhaps"}""", 400, "request.malformed")]
    public async Task A_decision_that_breaks_a_rule_is_refused(string decision, string body, int status, string code)
    {
        var (shop, customer) = await OpenAsync();
        var duty = await shop.AskForAsync(customer);

        (await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/{decision}", (object)body).ProblemCodeAsync((HttpStatusCode)status)).Should().Be(code);

        (await shop.Client.GetAsync($"/v1/follow-ups/{duty.Text("id")}").JsonAsync()).ToJsonString().Should().Be(duty.ToJsonString());
    }

    [Fact]
    public async Task What_was_skipped_keeps_its_reason_and_is_over()
    {
        var (shop, customer) = await OpenAsync();
        var duty = await shop.AskForAsync(customer);

        var skipped = await DoAsync(shop, duty, "skip", new { reason = " Spoke to her. " });

        (skipped.Text("status"), skipped.Text("skipReason")).Should().Be(("skipped", "Spoke to her."));
        (await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/complete", new { outcome = "answered" }).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("follow_up.already_skipped");
        (await shop.FollowUpsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task What_was_put_off_comes_back_by_itself()
    {
        var (shop, customer) = await OpenAsync();
        var duty = await shop.AskForAsync(customer);
        await DoAsync(shop, duty, "snooze", new { until = "2026-03-03T02:00:00Z" });
        var meanwhile = await shop.FollowUpsAsync();

        await shop.PassAsync(Duration.FromDays(1));
        var summary = await shop.RunAsync("due-follow-ups");

        meanwhile.Should().BeEmpty();
        summary.ToString().Should().Be("forStaff 1");
        (await shop.FollowUpsAsync()).Single().Text("status").Should().Be("due");
    }

    [Fact]
    public async Task A_colleague_at_it_keeps_others_away_until_the_claim_lapses()
    {
        var (shop, customer) = await OpenAsync();
        var (ann, bob) = (await StaffAsync(shop, "Ann"), await StaffAsync(shop, "Bob"));
        var duty = (await shop.AskForAsync(customer)).Text("id");
        var claimed = await ann.Client.PostAsync($"/v1/follow-ups/{duty}/claim", null).JsonAsync();

        var refused = await bob.Client.PostAsync($"/v1/follow-ups/{duty}/complete", new { outcome = "answered" }).ProblemCodeAsync(HttpStatusCode.Conflict);
        await shop.PassAsync(Duration.FromHours(4));
        var summary = await shop.RunAsync("lapsed-claims");

        claimed.Text("claimedBy").Should().Be(ann.Id.ToString());
        refused.Should().Be("follow_up.claimed_by_other");
        summary.ToString().Should().Be("backOnList 1");
        (await bob.Client.PostAsync($"/v1/follow-ups/{duty}/complete", new { outcome = "answered" }).JsonAsync()).Text("endedBy").Should().Be(bob.Id.ToString());
    }

    [Fact]
    public async Task A_repeated_decision_is_made_once_and_leaves_one_trace()
    {
        var (shop, customer) = await OpenAsync();
        var duty = (await shop.AskForAsync(customer)).Text("id");
        var first = await shop.Client.PostAsync($"/v1/follow-ups/{duty}/complete", new { outcome = "declined" }, "k-1").JsonAsync();

        var again = await shop.Client.PostAsync($"/v1/follow-ups/{duty}/complete", new { outcome = "declined" }, "k-1").JsonAsync();

        again.ToJsonString().Should().Be(first.ToJsonString());
        var audit = (await shop.Client.GetAsync($"/v1/audit-log?subjectId={duty}").JsonAsync())["items"]!.AsArray();
        audit.Select(e => e!.Text("action")).Should().BeEquivalentTo("followUpCompleted", "followUpCreated");
        (await service.Database.CountAsync($"outbox_messages WHERE subject_id = '{duty}'")).Should().Be(2, "one for its birth, one for its end");
    }

    [Fact]
    public async Task Another_merchants_follow_up_is_not_there()
    {
        var (shop, customer) = await OpenAsync();
        var duty = (await shop.AskForAsync(customer)).Text("id");
        var other = await service.NewMerchantAsync();

        (await other.Client.GetAsync($"/v1/follow-ups/{duty}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("follow_up.not_found");
        (await other.Client.PostAsync($"/v1/follow-ups/{duty}/claim", null).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("follow_up.not_found");
    }

    [Fact]
    public async Task A_colleagues_claim_is_not_snoozed_away()
    {
        var (shop, customer) = await OpenAsync();
        var (ann, bob) = (await StaffAsync(shop, "Ann"), await StaffAsync(shop, "Bob"));
        var duty = (await shop.AskForAsync(customer)).Text("id");
        await ann.Client.PostAsync($"/v1/follow-ups/{duty}/claim", null).JsonAsync();
        var later = new { until = "2026-03-03T02:00:00Z" };

        (await bob.Client.PostAsync($"/v1/follow-ups/{duty}/snooze", later).ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("follow_up.claimed_by_other");

        (await ann.Client.PostAsync($"/v1/follow-ups/{duty}/snooze", later).JsonAsync()).Text("status").Should().Be("scheduled");
    }

    [Fact]
    public async Task What_an_enquiry_asks_for_is_closed_by_managers_only()
    {
        var (shop, customer) = await OpenAsync();
        var (_, ann) = await StaffAsync(shop, "Ann");
        await shop.Client.PostAsync("/v1/interactions", new { source = "desk", externalId = "e-1", kind = "enquiry", productSku = "TEA-1", occurredAt = "2026-03-02T01:55:00Z", customerId = customer })
            .JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        var duty = await shop.FollowUpAsync(customer, "answer");

        var refused = ann.PostAsync($"/v1/follow-ups/{duty.Text("id")}/skip", new { reason = "Spam." });

        (await refused.ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("follow_up.managers_only");
        (await DoAsync(shop, duty, "skip", new { reason = "Spam." })).Text("status").Should().Be("skipped");
    }

    private async Task<(Shop Shop, Guid CustomerId)> OpenAsync()
    {
        var shop = await Shop.OpenAsync(service);
        return (shop, await shop.ReportAsync("c-1"));
    }

    private static Task<JsonNode> DoAsync(Shop shop, JsonNode duty, string decision, object body) =>
        shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/{decision}", body).JsonAsync();

    private async Task<(Guid Id, HttpClient Client)> StaffAsync(Shop shop, string name)
    {
        var id = (await shop.Client.PostAsync("/v1/staff", new { name }).JsonAsync(HttpStatusCode.Created)).Text("id");
        var key = await shop.Client.PostAsync("/v1/api-keys", new { name, scopes = new[] { "sales" }, staffId = id }).JsonAsync(HttpStatusCode.Created);
        return (Guid.Parse(id), service.ClientOf(key.Text("apiKey")));
    }
}
