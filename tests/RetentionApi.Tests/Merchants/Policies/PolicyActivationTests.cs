using NodaTime;
using RetentionApi.Tests.Support;
using static RetentionApi.Tests.Merchants.Policies.PolicyTests;

namespace RetentionApi.Tests.Merchants.Policies;

/// <summary>When a version comes into effect, and what follows from it.</summary>
public sealed class PolicyActivationTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_scheduled_version_comes_into_effect_at_its_time()
    {
        var shop = await Shop.OpenAsync(service);
        var made = await PutAsync(shop.Merchant, Scheduled("""{"fallAfter":"P45D"}""", hours: 2), "\"1\"").JsonAsync();

        await shop.RunAsync("policy-activations");
        var before = await StatesAsync(shop);
        service.Clock.Advance(Duration.FromHours(2));
        var summary = await shop.RunAsync("policy-activations");

        made.Text("state").Should().Be("scheduled");
        before.Should().Equal((2, "scheduled"), (1, "active"));
        summary.ToString().Should().Be("activated 1");
        (await StatesAsync(shop)).Should().Equal((2, "active"), (1, "past"));
    }

    [Fact]
    public async Task A_change_at_once_brings_nothing_scheduled_early_and_is_not_lost_when_that_comes()
    {
        var shop = await Shop.OpenAsync(service);
        await PutAsync(shop.Merchant, Scheduled("""{"fallAfter":"P45D"}""", hours: 2), "\"1\"").JsonAsync();
        await PutAsync(shop.Merchant, """{"content":{"duties":{"messageCap":2}}}""", "\"2\"").JsonAsync();
        var now = await ContentAsync(shop);
        var states = await StatesAsync(shop);

        service.Clock.Advance(Duration.FromHours(3));
        await shop.RunAsync("policy-activations");

        now.Should().Be(("P30D", 2));
        states.Should().Equal((4, "scheduled"), (3, "active"), (2, "overtaken"), (1, "past"));
        (await ContentAsync(shop)).Should().Be(("P45D", 2));
    }

    [Fact]
    public async Task Everybody_is_derived_anew_under_it_in_the_background()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        await service.AnswerEnquiryAsync(shop, customer);
        await shop.PassAsync(Duration.FromDays(100));
        var made = await PutAsync(shop.Merchant, """{"content":{"proactiveWindow":"P60D","fallAfter":"P10D"}}""", "*").JsonAsync();

        await service.WorkAsync("recompute");
        await shop.DispatchAsync();

        (await shop.Client.GetAsync($"/v1/operations/{made.Text("recomputeOperationId")}").JsonAsync()).Text("status").Should().Be("succeeded");
        var history = (await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync())["history"]!.AsArray();
        history.Select(t => (t!.Text("to"), t!["policyVersion"]!.GetValue<int>())).Should().Equal(("basic", 2), ("proactive", 1));
    }

    [Fact]
    public async Task What_changes_nobody_derives_nobody_anew()
    {
        var shop = await Shop.OpenAsync(service);

        var made = await PutAsync(shop.Merchant, """{"content":{"duties":{"messageCap":2}}}""", "*").JsonAsync();

        made["recomputeOperationId"].Should().BeNull();
    }

    [Fact]
    public async Task A_past_instant_is_explained_under_the_policy_of_that_time()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        await service.AnswerEnquiryAsync(shop, customer);
        await shop.PassAsync(Duration.FromDays(100));
        var then = service.Clock.GetCurrentInstant();
        await shop.PassAsync(Duration.FromDays(1));
        await PutAsync(shop.Merchant, """{"content":{"proactiveWindow":"P60D","fallAfter":"P10D"}}""", "*").JsonAsync();

        var past = await shop.Client.GetAsync($"/v1/customers/{customer}/relationship?asOf={Shop.Text(then)}").JsonAsync();

        (past.Text("earnedLevel"), past["policyVersion"]!.GetValue<int>()).Should().Be(("proactive", 1));
        (past["recheck"]!.Text("recorded"), past["recheck"]!.Text("recomputed"), past["recheck"]!["isReproduced"]!.GetValue<bool>()).Should().Be(("proactive", "proactive", true));
        (await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync()).Text("earnedLevel").Should().Be("basic");
    }

    private string Scheduled(string content, int hours) =>
        $$"""{"content":{{content}},"activeFrom":"{{Shop.Text(service.Clock.GetCurrentInstant() + Duration.FromHours(hours))}}"}""";

    private static async Task<List<(int Version, string State)>> StatesAsync(Shop shop) =>
        [.. (await shop.Client.GetAsync("/v1/policy/versions").JsonAsync())["items"]!.AsArray().Select(v => (v!["version"]!.GetValue<int>(), v.Text("state")))];

    private static async Task<(string FallAfter, int MessageCap)> ContentAsync(Shop shop)
    {
        var content = (await shop.Client.GetAsync("/v1/policy").JsonAsync())["content"]!;
        return (content.Text("fallAfter"), content["duties"]!["messageCap"]!.GetValue<int>());
    }
}
