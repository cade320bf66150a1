using System.Net;
using NodaTime;
using RetentionApi.Platform.Security;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Merchants.Policies;

public sealed class PolicyTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/policy";

    [Fact]
    public async Task The_policy_is_readable_with_its_version()
    {
        var shop = await service.NewMerchantAsync();

        using var answer = await shop.Client.GetAsync(Address, TestContext.Current.CancellationToken);
        var policy = await Task.FromResult(answer).JsonAsync();

        answer.Headers.ETag!.Tag.Should().Be("\"1\"");
        (policy["version"]!.GetValue<int>(), policy.Text("state")).Should().Be((1, "active"));
        policy["content"]!.Text("fallAfter").Should().Be("P30D");
        policy["content"]!["duties"]!.Text("answerWithinBusiness").Should().Be("PT4H");
    }

    [Fact]
    public async Task A_change_makes_a_new_version_and_leaves_the_old_one_as_it_was()
    {
        var shop = await service.NewMerchantAsync();

        var made = await PutAsync(shop, """{"content":{"fallAfter":"P45D","duties":{"messageCap":2}},"note":"calmer"}""", "\"1\"").JsonAsync();

        (made["version"]!.GetValue<int>(), made.Text("state"), made.Text("note")).Should().Be((2, "active", "calmer"));
        var versions = (await shop.Client.GetAsync($"{Address}/versions").JsonAsync())["items"]!.AsArray();
        versions.Select(v => (v!.Text("state"), v!["content"]!.Text("fallAfter"), v["content"]!["duties"]!["messageCap"]!.GetValue<int>()))
            .Should().Equal(("active", "P45D", 2), ("past", "P30D", 3));
        (await shop.Client.GetAsync("/v1/merchant").JsonAsync())["policyVersion"]!.GetValue<int>().Should().Be(2);
    }

    [Theory]
    [InlineData("""{"content":{"duties":{"messageCap":0}}}""", HttpStatusCode.UnprocessableEntity, "/content/duties/messageCap")]
    [InlineData("""{"content":{"duties":{"secondQualityCheckAfter":"P5D"}}}""", HttpStatusCode.UnprocessableEntity, "/content/duties/secondQualityCheckAfter")]
    [InlineData("""{"content":{"playbooks":{"useUp":{"steps":[{"number":1,"template":"none"}]}}}}""", HttpStatusCode.UnprocessableEntity, "/content/playbooks/useUp/steps/0/template")]
    [InlineData("""{"content":{"fallAfter":"P1D"},"activeFrom":"2030-01-01T00:00:00Z"}""", HttpStatusCode.UnprocessableEntity, "/activeFrom")]
    [InlineData("""{"content":{"duties":{"typo":1}}}""", HttpStatusCode.BadRequest, "/content/duties/typo")]
    [InlineData("""{"content":{"fallAfter":"a month"}}""", HttpStatusCode.BadRequest, "/content/fallAfter")]
    [InlineData("""{"content":{"trust":{"leastCertainty":"much"}}}""", HttpStatusCode.BadRequest, "/content/trust/leastCertainty")]
    public async Task What_cannot_hold_is_refused_at_its_place(string body, HttpStatusCode status, string pointer)
    {
        var shop = await service.NewMerchantAsync();

        var problem = await PutAsync(shop, body, "*").JsonAsync(status);

        problem["errors"]!.AsArray().Single()!.Text("pointer").Should().Be(pointer);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.PreconditionRequired, "request.if_match_missing")]
    [InlineData("\"1\"", HttpStatusCode.PreconditionFailed, "request.stale")]
    public async Task Nobodys_change_is_lost(string? ifMatch, HttpStatusCode status, string code)
    {
        var shop = await service.NewMerchantAsync();
        await PutAsync(shop, """{"content":{"fallAfter":"P45D"}}""", "\"1\"").JsonAsync();

        (await PutAsync(shop, """{"content":{"rungWindow":"P200D"}}""", ifMatch).ProblemCodeAsync(status)).Should().Be(code);
    }

    [Fact]
    public async Task The_change_is_on_record_with_before_and_after()
    {
        var shop = await service.NewMerchantAsync();

        await PutAsync(shop, """{"content":{"fallAfter":"P45D"}}""", "\"1\"").JsonAsync();

        var entry = (await shop.Client.GetAsync("/v1/audit-log?action=policyChanged").JsonAsync())["items"]!.AsArray().Single()!;
        entry["before"]!["content"]!.Text("fallAfter").Should().Be("P30D");
        entry["after"]!["content"]!.Text("fallAfter").Should().Be("P45D");
    }

    [Fact]
    public async Task A_number_that_came_later_has_its_default_in_a_version_that_was_stored_before_it()
    {
        var shop = await service.NewMerchantAsync();
        await service.Database.QueryAsync($$"""UPDATE policies SET content = '{"fallAfter":"P40D","aNumberOfOld":3}' WHERE merchant_id = '{{shop.Id}}'""");

        var content = (await shop.Client.GetAsync(Address).JsonAsync())["content"]!;

        (content.Text("fallAfter"), content.Text("rungWindow"), content["duties"]!["messageCap"]!.GetValue<int>()).Should().Be(("P40D", "P365D", 3));
    }

    [Fact]
    public async Task Who_serves_customers_reads_the_rules_and_does_not_change_them()
    {
        var sales = await service.NewMerchantAsync(Scopes.Sales);

        await sales.Client.GetAsync(Address).JsonAsync();

        (await PutAsync(sales, """{"content":{}}""", "*").ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
    }

    [Fact]
    public async Task Decisions_cite_the_version_under_which_they_were_made()
    {
        var shop = await Shop.OpenAsync(service);
        var before = await shop.ReportAsync("before", new() { ["email"] = "before@example.com" });
        await PutAsync(shop.Merchant, """{"content":{"duties":{"welcomeWithin":"PT6H"}}}""", "*").JsonAsync();
        var after = await shop.ReportAsync("after", new() { ["email"] = "after@example.com" });

        var (first, second) = (await shop.FollowUpAsync(before, "welcome"), await shop.FollowUpAsync(after, "welcome"));

        (first["policyVersion"]!.GetValue<int>(), first.Text("deadline")).Should().Be((1, Shop.Text(TestService.Start + Duration.FromHours(24))));
        (second["policyVersion"]!.GetValue<int>(), second.Text("deadline")).Should().Be((2, Shop.Text(TestService.Start + Duration.FromHours(6))));
    }

    internal static Task<HttpResponseMessage> PutAsync(TestMerchant shop, string body, string? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, Address) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return shop.Client.SendAsync(request);
    }
}
