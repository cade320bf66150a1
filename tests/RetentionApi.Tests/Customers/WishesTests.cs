using System.Net;
using System.Net.Http.Json;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Customers;

public sealed class WishesTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/customers";

    [Fact]
    public async Task An_objection_to_profiling_hides_at_once_what_was_derived()
    {
        var shop = await service.NewMerchantAsync();
        var customer = await CustomerAsync(shop, "1");
        await service.DispatchAsync(shop);

        await ObjectAsync(shop, customer, profiling: true).JsonAsync();

        var standing = (await shop.Client.GetAsync($"{Address}/{customer}").JsonAsync())["customer"]!["standing"]!;
        (standing["level"], standing["trust"], standing.Text("withheld")).Should().Be((null, null, "objection"));
        (await shop.Client.GetAsync($"{Address}/{customer}/relationship").JsonAsync()).Text("withheld").Should().Be("objection");
        (await shop.Client.GetAsync($"{Address}/{customer}/trust").JsonAsync())["layers"]!.AsArray().Should().BeEmpty();
        (await shop.Client.AllPagesAsync($"{Address}?level=basic", 10)).Should().BeEmpty();
        (await shop.Client.AllPagesAsync(Address, 10)).Single()["standing"]!.Text("withheld").Should().Be("objection");
    }

    [Fact]
    public async Task What_they_object_to_is_logged_as_it_was_and_as_it_is()
    {
        var shop = await service.NewMerchantAsync();
        var customer = await CustomerAsync(shop, "2");

        await ObjectAsync(shop, customer, marketing: true).JsonAsync();

        var entry = (await shop.Client.GetAsync("/v1/audit-log?action=objectionsChanged").JsonAsync())["items"]!.AsArray().Single()!;
        entry.Text("subjectId").Should().Be(customer);
        (entry["before"]!["marketing"]!.GetValue<bool>(), entry["after"]!["marketing"]!.GetValue<bool>()).Should().Be((false, true));
    }

    [Fact]
    public async Task Nor_does_the_timeline_tell_what_level_they_had()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("told", new() { ["email"] = "told@example.com" });
        await shop.Client.PostAsync("/v1/products", new { sku = "TEA-1" }).JsonAsync(HttpStatusCode.Created);
        var enquiry = await shop.Client.PostAsync("/v1/interactions", new
        {
            source = "shop",
            externalId = "e-1",
            kind = "enquiry",
            direction = "inbound",
            occurredAt = "2026-03-02T01:30:00Z",
            customerId = customer,
            productSku = "TEA-1",
            summary = "How hot?",
        }).JsonAsync(HttpStatusCode.Created);
        await shop.Client.PostAsync($"/v1/interactions/{enquiry.Text("id")}/answer", new { text = "80 °C" }).JsonAsync();
        await shop.DispatchAsync();
        (await KindsAsync(shop.Client, customer)).Should().Contain("levelChanged");

        await ObjectAsync(shop.Merchant, $"{customer}", profiling: true).JsonAsync();

        (await KindsAsync(shop.Client, customer)).Should().NotContain("levelChanged");
        (await service.Database.CountAsync($"level_transitions WHERE customer_id = '{customer}'")).Should().Be(0);
        await ObjectAsync(shop.Merchant, $"{customer}").JsonAsync();
        await shop.DispatchAsync();
        (await shop.Client.GetAsync($"{Address}/{customer}").JsonAsync())["customer"]!["standing"]!.Text("level").Should().Be("proactive", "it follows from what happened, anew");
    }

    private static async Task<IEnumerable<string>> KindsAsync(HttpClient client, Guid customer) =>
        (await client.AllPagesAsync($"{Address}/{customer}/timeline", 20)).Select(e => e.Text("kind"));

    [Fact]
    public async Task It_stays_hidden_when_more_is_reported_and_comes_back_when_the_objection_is_lifted()
    {
        var shop = await service.NewMerchantAsync();
        var customer = await CustomerAsync(shop, "2");
        await ObjectAsync(shop, customer, profiling: true).JsonAsync();
        await shop.Client.PostAsync(Address, new { source = "pos", externalId = "2", name = "Ann" }).JsonAsync();
        await service.DispatchAsync(shop);
        var during = await shop.Client.AllPagesAsync($"{Address}?level=basic", 10);

        await ObjectAsync(shop, customer).JsonAsync();
        await service.DispatchAsync(shop);

        during.Should().BeEmpty();
        (await shop.Client.AllPagesAsync($"{Address}?level=basic", 10)).Should().ContainSingle();
    }

    [Fact]
    public async Task An_objection_of_one_is_an_objection_of_the_merged_person()
    {
        var shop = await service.NewMerchantAsync();
        var (ann, anne) = (await CustomerAsync(shop, "3"), await CustomerAsync(shop, "4"));
        await ObjectAsync(shop, anne, profiling: true).JsonAsync();

        await shop.Client.PostAsync($"{Address}/{ann}/merge", new { duplicateId = anne }).JsonAsync();
        await service.DispatchAsync(shop);

        (await shop.Client.GetAsync($"{Address}/{ann}").JsonAsync())["customer"]!["standing"]!.Text("withheld").Should().Be("objection");
        (await shop.Client.AllPagesAsync($"{Address}?level=basic", 10)).Should().BeEmpty();
    }

    [Fact]
    public async Task Who_is_restricted_is_seen_by_admins_only()
    {
        var shop = await service.NewMerchantAsync();
        var key = (await shop.Client.PostAsync("/v1/api-keys", new { name = "till", scopes = new[] { "sales" } }).JsonAsync(HttpStatusCode.Created)).Text("apiKey");
        var (seller, customer) = (service.ClientOf(key), await CustomerAsync(shop, "5"));

        await ObjectAsync(shop, customer, restriction: true).JsonAsync();

        foreach (var path in new[] { "", "/timeline", "/relationship", "/trust", "/consents" })
            (await seller.GetAsync($"{Address}/{customer}{path}").ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("customer.restricted");
        (await seller.AllPagesAsync(Address, 10)).Should().BeEmpty();
        (await shop.Client.AllPagesAsync(Address, 10)).Should().ContainSingle();
        (await shop.Client.GetAsync($"{Address}/{customer}").JsonAsync())["objections"]!["restriction"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task The_newest_word_counts_and_every_word_is_kept()
    {
        var shop = await service.NewMerchantAsync();
        var customer = await CustomerAsync(shop, "6");

        await ConsentAsync(shop, customer, true, "2026-03-01T00:00:00Z").JsonAsync();
        await ConsentAsync(shop, customer, false, "2026-03-02T00:00:00Z").JsonAsync();
        await ConsentAsync(shop, customer, true, "2026-02-01T00:00:00Z").JsonAsync();
        await ConsentAsync(shop, customer, false, "2026-03-02T00:00:00Z").JsonAsync();

        var consents = await shop.Client.GetAsync($"{Address}/{customer}/consents").JsonAsync();
        consents["current"]!.AsArray().Single()!["granted"]!.GetValue<bool>().Should().BeFalse();
        consents["history"]!.AsArray().Select(c => c!.Text("occurredAt")).Should().Equal("2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z");
    }

    [Fact]
    public async Task Of_merged_customers_the_refusal_wins_until_they_say_otherwise()
    {
        var shop = await service.NewMerchantAsync();
        var (ann, anne) = (await CustomerAsync(shop, "7"), await CustomerAsync(shop, "8"));
        await ConsentAsync(shop, ann, true, "2026-03-01T00:00:00Z").JsonAsync();
        await ConsentAsync(shop, anne, false, "2026-02-01T00:00:00Z").JsonAsync();

        await shop.Client.PostAsync($"{Address}/{ann}/merge", new { duplicateId = anne }).JsonAsync();
        var merged = await shop.Client.GetAsync($"{Address}/{ann}/consents").JsonAsync();
        var afterwards = await ConsentAsync(shop, ann, true, "2026-03-02T00:00:00Z").JsonAsync();

        merged["current"]!.AsArray().Single()!["granted"]!.GetValue<bool>().Should().BeFalse();
        afterwards["current"]!.AsArray().Single()!["granted"]!.GetValue<bool>().Should().BeTrue();
    }

    [Fact]
    public async Task What_makes_no_sense_or_is_not_ours_is_refused()
    {
        var (shop, other) = (await service.NewMerchantAsync(), await service.NewMerchantAsync());
        var customer = await CustomerAsync(shop, "9");

        (await ConsentAsync(shop, customer, true, "2030-01-01T00:00:00Z").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("customer.consent_in_future");
        (await ConsentAsync(other, customer, true, "2026-01-01T00:00:00Z").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
        (await ObjectAsync(other, customer, profiling: true).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
        (await other.Client.GetAsync($"{Address}/{customer}/consents").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
        (await PutAsync(shop, $"{customer}/consents/staff/marketing", new { granted = true, source = "phone" }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
    }

    private static Task<HttpResponseMessage> PutAsync(TestMerchant shop, string path, object body) => shop.Client.PutAsync($"{Address}/{path}", JsonContent.Create(body));

    private static Task<HttpResponseMessage> ObjectAsync(TestMerchant shop, string customer, bool profiling = false, bool marketing = false, bool restriction = false) =>
        PutAsync(shop, $"{customer}/objections", new { profiling, marketing, restriction });

    private static Task<HttpResponseMessage> ConsentAsync(TestMerchant shop, string customer, bool granted, string occurredAt) =>
        PutAsync(shop, $"{customer}/consents/email/marketing", new { granted, source = "checkout", occurredAt });

    private static async Task<string> CustomerAsync(TestMerchant shop, string externalId) =>
        (await shop.Client.PostAsync(Address, new { source = "pos", externalId }).JsonAsync(HttpStatusCode.Created)).Text("id");
}
