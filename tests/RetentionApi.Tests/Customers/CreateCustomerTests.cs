using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Customers;

public sealed class CreateCustomerTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/customers";

    [Fact]
    public async Task A_customer_is_made_and_found_by_either_name()
    {
        var shop = await service.NewMerchantAsync();

        var made = await shop.Client.PostAsync(Address, new { source = "shopify", externalId = "a/1", name = "王芳", email = "Wang@example.com" }).JsonAsync(HttpStatusCode.Created);

        var byId = await shop.Client.GetAsync($"{Address}/{made.Text("id")}").JsonAsync();
        var byName = await shop.Client.GetAsync($"{Address}/~shopify:a%2F1").JsonAsync();
        byName.ToJsonString().Should().Be(byId.ToJsonString());
        byId["customer"]!.Text("name").Should().Be("王芳");
        byId["customer"]!["contactPoints"]!.ToJsonString().Should().Be("""[{"channel":"email","address":"Wang@example.com"}]""");
        byId["recentTimeline"]!.AsArray().Single()!.Text("kind").Should().Be("firstContact");
    }

    [Fact]
    public async Task Reported_again_by_identity_it_is_the_same_customer()
    {
        var shop = await service.NewMerchantAsync();
        var first = await shop.Client.PostAsync(Address, new { source = "pos", externalId = "1", name = "Ann", country = "GB" }).JsonAsync(HttpStatusCode.Created);

        var second = await shop.Client.PostAsync(Address, new { source = "pos", externalId = "1", name = "Anne" }).JsonAsync();

        second.Text("id").Should().Be(first.Text("id"));
        second.Text("name").Should().Be("Anne");
        second.Text("country").Should().Be("GB");
    }

    [Fact]
    public async Task Without_identity_the_one_holder_of_the_address_is_meant()
    {
        var shop = await service.NewMerchantAsync();
        var known = await shop.Client.PostAsync(Address, new { source = "pos", externalId = "2", email = "ann@example.com" }).JsonAsync(HttpStatusCode.Created);

        var told = await shop.Client.PostAsync(Address, new { name = "Ann", email = "ANN@example.com" }).JsonAsync();

        told.Text("id").Should().Be(known.Text("id"));
    }

    [Fact]
    public async Task An_address_of_two_names_nobody()
    {
        var shop = await service.NewMerchantAsync();
        var first = await shop.Client.PostAsync(Address, new { source = "pos", externalId = "3", phone = "+8613800138000" }).JsonAsync(HttpStatusCode.Created);
        var second = await shop.Client.PostAsync(Address, new { source = "pos", externalId = "4", phone = "+8613800138000" }).JsonAsync(HttpStatusCode.Created);

        var third = await shop.Client.PostAsync(Address, new { phone = "13800138000", country = "CN" }).JsonAsync(HttpStatusCode.Created);

        new[] { first, second, third }.Select(c => c.Text("id")).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task An_older_report_changes_nothing()
    {
        var shop = await service.NewMerchantAsync();
        await ReportAsync(shop, "New", "2026-02-02T00:00:00Z", HttpStatusCode.Created);

        var stale = await ReportAsync(shop, "Old", "2026-02-01T00:00:00Z", HttpStatusCode.OK);
        var twin = await ReportAsync(shop, "Twin", "2026-02-02T00:00:00Z", HttpStatusCode.OK);

        stale.Text("name").Should().Be("New");
        twin["version"]!.GetValue<int>().Should().Be(1);
        (await service.Database.CountAsync($"audit_entries WHERE merchant_id = '{shop.Id}'")).Should().Be(1);
    }

    [Fact]
    public async Task Empty_text_clears()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync(Address, new { source = "pos", externalId = "5", name = "Ann", email = "ann5@example.com", tags = new[] { "vip" }, attributes = new { size = "M" } })
            .JsonAsync(HttpStatusCode.Created);

        await shop.Client.PostAsync(Address, """{"source":"pos","externalId":"5","name":"","email":"","tags":[],"attributes":{"size":""}}""").JsonAsync();

        var customer = (await shop.Client.GetAsync($"{Address}/~pos:5").JsonAsync())["customer"]!;
        customer["name"].Should().BeNull();
        new[] { "contactPoints", "tags" }.Should().AllSatisfy(list => customer[list]!.AsArray().Should().BeEmpty());
        customer["attributes"]!.AsObject().Should().BeEmpty();
    }

    [Fact]
    public async Task Fifty_reports_of_one_customer_at_once_make_one_row_and_no_failure()
    {
        var shop = await service.NewMerchantAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => shop.Client.PostAsync(Address, new { source = "pos", externalId = "50", name = $"Ann {i}" })));

        answers.GroupBy(a => a.StatusCode).ToDictionary(g => g.Key, g => g.Count())
            .Should().Equal(new Dictionary<HttpStatusCode, int> { [HttpStatusCode.Created] = 1, [HttpStatusCode.OK] = 49 });
        (await service.Database.CountAsync($"customers WHERE merchant_id = '{shop.Id}'")).Should().Be(1);
    }

    [Theory]
    [InlineData("""{"source":"pos","externalId":"10","name":"Anne"}""")]
    [InlineData("""{"email":"ann10@example.com"}""")]
    public async Task Who_is_known_is_answered_with_level_trust_and_risk_like_a_read(string report)
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync(Address, new { source = "pos", externalId = "10", email = "ann10@example.com" }).JsonAsync(HttpStatusCode.Created);
        await service.DispatchAsync(shop);

        var told = await shop.Client.PostAsync(Address, report).JsonAsync();

        var read = (await shop.Client.GetAsync($"{Address}/~pos:10").JsonAsync())["customer"]!;
        told["standing"]!.Text("level").Should().Be("basic");
        told.ToJsonString().Should().Be(read.ToJsonString());
    }

    [Fact]
    public async Task Of_who_is_restricted_the_report_is_kept_and_only_admins_are_told_more_than_who_it_is()
    {
        var shop = await service.NewMerchantAsync();
        var key = (await shop.Client.PostAsync("/v1/api-keys", new { name = "shop", scopes = new[] { "storefront" } }).JsonAsync(HttpStatusCode.Created)).Text("apiKey");
        var known = await shop.Client.PostAsync(Address, new { source = "pos", externalId = "11", name = "Ann", email = "ann11@example.com", tags = new[] { "vip" } }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PutAsync($"{Address}/~pos:11/objections", JsonContent.Create(new { profiling = false, marketing = false, restriction = true })).JsonAsync();

        var told = await service.ClientOf(key).PostAsync(Address, new { email = "ann11@example.com", language = "en" }).JsonAsync();

        told.Text("id").Should().Be(known.Text("id"));
        told["identities"]!.AsArray().Should().ContainSingle();
        told["standing"]!.Text("withheld").Should().Be("restriction");
        told.ToJsonString().Should().NotContainAny("Ann", "ann11@example.com", "vip");
        (await shop.Client.PostAsync(Address, new { source = "pos", externalId = "11" }).JsonAsync()).Text("language").Should().Be("en");
    }

    [Theory]
    [InlineData("""{"source":"pos"}""", "/source")]
    [InlineData("""{"source":"P O S","externalId":"1"}""", "/source")]
    [InlineData("""{"email":"nobody"}""", "/email")]
    [InlineData("""{"email":"<ann@example.com>"}""", "/email")]
    [InlineData("""{"phone":"12"}""", "/phone")]
    [InlineData("""{"timeZone":"Mars"}""", "/timeZone")]
    [InlineData("""{"language":"not a language"}""", "/language")]
    [InlineData("""{"country":"China"}""", "/country")]
    [InlineData("""{"tags":[""]}""", "/tags")]
    public async Task What_breaks_a_rule_is_refused_with_the_place(string body, string pointer)
    {
        var shop = await service.NewMerchantAsync();

        var problem = await shop.Client.PostAsync(Address, body).JsonAsync(HttpStatusCode.UnprocessableEntity);

        problem["errors"]!.AsArray().Select(e => e!.Text("pointer")).Should().Equal(pointer);
    }

    [Fact]
    public async Task Another_merchants_customer_is_not_there()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var made = await theirs.Client.PostAsync(Address, new { source = "pos", externalId = "9", name = "Ann" }).JsonAsync(HttpStatusCode.Created);

        foreach (var name in new[] { made.Text("id"), "~pos:9" })
            (await mine.Client.GetAsync($"{Address}/{name}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
    }

    private static Task<JsonNode> ReportAsync(TestMerchant shop, string name, string updatedAt, HttpStatusCode expected) =>
        shop.Client.PostAsync(Address, new { source = "pos", externalId = "6", name, updatedAt }).JsonAsync(expected);
}
