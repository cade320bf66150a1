using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Relationships;

public sealed class RelationshipTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_visitor_stands_on_the_first_rung_and_nothing_bars_the_others()
    {
        var shop = await service.NewMerchantAsync();
        var customer = await CustomerAsync(shop, "1");

        var relationship = await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync();

        relationship.Text("level").Should().Be("basic");
        relationship["rungs"]!.AsArray().Select(r => r!.Text("state")).Should().AllBe("notYet");
        relationship["nextStep"]!["what"]!.Text("code").Should().Be("raise.nextEnquiry");
    }

    [Theory]
    [InlineData("en-GB,en;q=0.9,zh;q=0.5", "Answer their next enquiry in time")]
    [InlineData("de,zh;q=0.5,en;q=0.1", "按时回复客户的下一次咨询")]
    [InlineData("de", "按时回复客户的下一次咨询")]
    public async Task It_speaks_the_readers_language_or_the_merchants(string accepted, string text)
    {
        var shop = await service.NewMerchantAsync();
        var customer = await CustomerAsync(shop, "2");
        shop.Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);

        var relationship = await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync();

        relationship["nextStep"]!["what"]!.Text("text").Should().StartWith(text);
    }

    [Fact]
    public async Task A_past_instant_names_what_was_learnt_later()
    {
        var shop = await service.NewMerchantAsync();
        var customer = await CustomerAsync(shop, "3");
        var asked = service.Clock.GetCurrentInstant();
        service.Clock.AdvanceDays(1);
        await AnsweredEnquiryAsync(shop, customer, asked, asked + Duration.FromHours(1));
        await service.DispatchAsync(shop);

        var then = await shop.Client.GetAsync($"/v1/customers/{customer}/relationship?asOf={asked + Duration.FromHours(2)}").JsonAsync();
        var now = await shop.Client.GetAsync($"/v1/customers/{customer}/relationship?asOf={service.Clock.GetCurrentInstant()}").JsonAsync();

        (then["recheck"]!.Text("recorded"), then["recheck"]!.Text("today")).Should().Be(("basic", "proactive"));
        then["recheck"]!["later"]!.AsArray().Should().Contain(l => l!.Text("source").StartsWith("followUp:", StringComparison.Ordinal));
        now["recheck"]!["agrees"]!.GetValue<bool>().Should().BeTrue();
        now["history"]!.AsArray().Single()!.Text("to").Should().Be("proactive");
    }

    [Fact]
    public async Task An_override_is_shown_until_it_ends_by_itself()
    {
        var shop = await service.NewMerchantAsync();
        var customer = await CustomerAsync(shop, "4");
        var until = service.Clock.GetCurrentInstant() + Duration.FromDays(7);

        await OverrideAsync(shop, customer, new { level = "responsible", reason = "old friend", until = until.ToString() }).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);
        var during = await LevelsAsync(shop, customer);
        service.Clock.AdvanceDays(7);
        var after = await LevelsAsync(shop, customer);

        during.Should().Equal("responsible", "basic", "responsible", "basic");
        after.Should().Equal("basic", "basic", "basic", "basic");
    }

    [Fact]
    public async Task An_override_needs_a_reason_an_end_and_a_manager()
    {
        var (shop, seller) = (await service.NewMerchantAsync(), await service.NewMerchantAsync("sales"));
        var customer = await CustomerAsync(shop, "5");

        (await OverrideAsync(shop, customer, new { level = "responsible", reason = " ", until = "2026-06-01T00:00:00Z" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity))
            .Should().Be("override.reason_required");
        (await OverrideAsync(shop, customer, new { level = "responsible", reason = "why", until = "2020-01-01T00:00:00Z" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity))
            .Should().Be("override.end_out_of_range");
        (await OverrideAsync(seller, customer, new { level = "responsible", reason = "why", until = "2026-06-01T00:00:00Z" }).ProblemCodeAsync(HttpStatusCode.Forbidden))
            .Should().Be("request.missing_scope");
    }

    [Fact]
    public async Task Who_objected_to_profiling_has_no_level_that_anybody_could_set()
    {
        var shop = await service.NewMerchantAsync();
        var customer = await CustomerAsync(shop, "objecting");
        await shop.Client.PutAsJsonAsync($"/v1/customers/{customer}/objections", new { profiling = true, marketing = false, restriction = false }).JsonAsync();

        (await OverrideAsync(shop, customer, new { level = "responsible", reason = "old friend", until = "2026-06-01T00:00:00Z" }).ProblemCodeAsync(HttpStatusCode.Conflict))
            .Should().Be("override.withheld");
        (await service.Database.CountAsync($"level_overrides WHERE customer_id = '{customer}'")).Should().Be(0);
    }

    [Fact]
    public async Task Another_merchants_customer_has_no_relationship_here()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var customer = await CustomerAsync(theirs, "6");

        foreach (var view in new[] { "relationship", "trust" })
            (await mine.Client.GetAsync($"/v1/customers/{customer}/{view}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
        (await OverrideAsync(mine, customer, new { level = "basic", reason = "why", until = "2026-06-01T00:00:00Z" }).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
        (await theirs.Client.GetAsync($"/v1/customers/{customer}/relationship?asOf=2030-01-01T00:00:00Z").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity))
            .Should().Be("relationship.in_future");
    }

    [Fact]
    public async Task Trust_that_nothing_renews_is_not_established_any_more()
    {
        var shop = await service.NewMerchantAsync();
        var customer = await CustomerAsync(shop, "stale");
        await service.DispatchAsync(shop);
        await service.Database.QueryAsync($"UPDATE customer_standings SET trust_stage = 'established', cognitive_positive = 10, affective_positive = 10 WHERE customer_id = '{customer}'");
        async Task<string> StageAsync() => (await shop.Client.GetAsync($"/v1/customers/{customer}").JsonAsync())["customer"]!["standing"]!["trust"]!.Text("stage");
        var before = await StageAsync();
        var now = service.Clock.GetCurrentInstant();

        service.Clock.Advance(Duration.FromDays(730));

        (before, await StageAsync()).Should().Be(("established", "verifying"));
        service.Clock.Reset(now);
    }

    private static Task<HttpResponseMessage> OverrideAsync(TestMerchant shop, string customer, object body) => shop.Client.PostAsync($"/v1/customers/{customer}/relationship/override", body);

    /// <summary>Shown and earned, from the explanation and from the profile.</summary>
    private static async Task<List<string>> LevelsAsync(TestMerchant shop, string customer)
    {
        var relationship = await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync();
        var standing = (await shop.Client.GetAsync($"/v1/customers/{customer}").JsonAsync())["customer"]!["standing"]!;
        return [.. new[] { relationship, standing }.SelectMany(view => new[] { view.Text("level"), view.Text("earnedLevel") })];
    }

    private static async Task<string> CustomerAsync(TestMerchant shop, string externalId) =>
        (await shop.Client.PostAsync("/v1/customers", new { source = "pos", externalId, name = "Ann" }).JsonAsync(HttpStatusCode.Created)).Text("id");

    private static Task<JsonNode> AnsweredEnquiryAsync(TestMerchant shop, string customerId, Instant askedAt, Instant answeredAt) => shop.Client.PostAsync("/v1/interactions", new
    {
        source = "zendesk",
        externalId = $"of-{customerId}",
        kind = "enquiry",
        productSku = "TEA-1",
        customerId,
        occurredAt = askedAt.ToString(),
        answeredAt = answeredAt.ToString(),
    }).JsonAsync(HttpStatusCode.Created);
}
