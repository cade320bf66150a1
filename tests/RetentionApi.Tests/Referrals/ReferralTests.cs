using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Referrals;

public sealed class ReferralTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/referrals";

    [Fact]
    public async Task When_the_referred_customer_buys_it_is_evidence_of_who_brought_them()
    {
        var shop = await Shop.OpenAsync(service);
        var bringer = await shop.ReportAsync("wang");
        await shop.ReportAsync("c-1");
        await ReferAsync(shop, "r-1", "~shop:wang", "~shop:c-1");
        await shop.PassAsync(Duration.FromDays(1));

        await shop.DeliverAsync("1");
        await shop.DispatchAsync();

        (await BroughtAsync(shop, bringer)).Should().Be(1);
        (await shop.Client.GetAsync($"{Address}?referrerId=~shop:wang").JsonAsync())["items"]!.AsArray().Single()!["boughtAt"].Should().NotBeNull();
        (await KindsAsync(shop, bringer)).Should().Contain(["referred", "referralBought"]);
    }

    [Fact]
    public async Task A_purchase_that_is_cancelled_takes_the_evidence_back()
    {
        var shop = await Shop.OpenAsync(service);
        var bringer = await shop.ReportAsync("wang");
        await shop.ReportAsync("c-1");
        await ReferAsync(shop, "r-1", "~shop:wang", "~shop:c-1");
        await shop.PassAsync(Duration.FromDays(1));
        await shop.DeliverAsync("1");

        var placedAt = Shop.Text(service.Clock.GetCurrentInstant() - Duration.FromMinutes(10));
        await shop.Client.PostAsync("/v1/orders", Sample.Order("1", "c-1", placedAt).With("status", "cancelled").With("updatedAt", Shop.Text(service.Clock.GetCurrentInstant()))).JsonAsync();
        await shop.DispatchAsync();
        await shop.DispatchAsync();

        (await BroughtAsync(shop, bringer)).Should().Be(0);
        (await shop.Client.GetAsync(Address).JsonAsync())["items"]!.AsArray().Single()!["boughtAt"].Should().BeNull();
    }

    [Fact]
    public async Task A_referral_told_twice_is_one_and_a_second_bringer_is_refused()
    {
        var shop = await Shop.OpenAsync(service);
        foreach (var customer in new[] { "wang", "li", "zhao" })
            await shop.ReportAsync(customer);
        var first = await ReferAsync(shop, "r-1", "~shop:wang", "~shop:zhao");

        var again = await shop.Client.PostAsync(Address, Body("r-1", "~shop:wang", "~shop:zhao")).JsonAsync();
        var other = shop.Client.PostAsync(Address, Body("r-2", "~shop:li", "~shop:zhao"));

        again.Text("id").Should().Be(first.Text("id"));
        (await other.ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("referral.already_referred");
    }

    [Theory]
    [InlineData("~shop:wang", "~shop:wang", "referral.of_themselves")]
    [InlineData("~shop:nobody", "~shop:wang", "referral.referrer_unknown")]
    [InlineData("~shop:wang", "~shop:nobody", "referral.referred_unknown")]
    [InlineData("~shop:wang", "~shop:c-1", "referral.bought_before")]
    public async Task What_cannot_be_a_referral_is_refused(string referrer, string referred, string code)
    {
        var shop = await Shop.OpenAsync(service);
        await shop.ReportAsync("wang");
        await shop.DeliverAsync("1");

        var refused = shop.Client.PostAsync(Address, Body("r-1", referrer, referred));

        (await refused.ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be(code);
    }

    [Fact]
    public async Task Who_is_merged_with_whom_they_brought_has_brought_nobody()
    {
        var shop = await Shop.OpenAsync(service);
        var bringer = await shop.ReportAsync("wang");
        var brought = await shop.ReportAsync("c-1");
        await ReferAsync(shop, "r-1", "~shop:wang", "~shop:c-1");
        await shop.PassAsync(Duration.FromDays(1));
        await shop.DeliverAsync("1");
        await shop.DispatchAsync();

        await shop.Client.PostAsync($"/v1/customers/{bringer}/merge", new { duplicateId = brought }).JsonAsync();
        await shop.DispatchAsync();

        (await BroughtAsync(shop, bringer)).Should().Be(0);
    }

    [Fact]
    public async Task All_referrals_are_paged_without_gap_or_repeat()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.ReportAsync("wang");
        foreach (var n in Enumerable.Range(1, 5))
        {
            await shop.ReportAsync($"new-{n}");
            await ReferAsync(shop, $"r-{n}", "~shop:wang", $"~shop:new-{n}");
            service.Clock.Advance(Duration.FromMinutes(1));
        }

        var referrals = await shop.Client.AllPagesAsync(Address, limit: 2);

        referrals.Select(r => r.Text("externalId")).Should().Equal("r-5", "r-4", "r-3", "r-2", "r-1");
        (await shop.Client.GetAsync($"{Address}/{Guid.Empty}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("referral.not_found");
    }

    private static object Body(string externalId, string referrer, string referred) => new { source = "shop", externalId, referrer, referred };

    private static Task<JsonNode> ReferAsync(Shop shop, string externalId, string referrer, string referred) =>
        shop.Client.PostAsync(Address, Body(externalId, referrer, referred)).JsonAsync(HttpStatusCode.Created);

    /// <summary>How many purchases of others speak for the customer.</summary>
    private static async Task<int> BroughtAsync(Shop shop, Guid customer)
    {
        var trust = await shop.Client.GetAsync($"/v1/customers/{customer}/trust").JsonAsync();
        return trust["layers"]!.AsArray().Sum(layer => layer!["moved"]!.AsArray().Count(m => m!.Text("kind") == "referralBought"));
    }

    private static async Task<List<string>> KindsAsync(Shop shop, Guid customer) =>
        [.. (await shop.Client.GetAsync($"/v1/customers/{customer}/timeline").JsonAsync())["items"]!.AsArray().Select(e => e!.Text("kind"))];
}
