using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Customers;

/// <summary>What is reported while two customers are one person belongs to each of them again when they are two.</summary>
public sealed class MergedReportsTests(TestService service) : IClassFixture<TestService>
{
    private const string Address = "/v1/customers";

    [Fact]
    public async Task Orders_keep_the_customer_they_came_in_under()
    {
        var shop = await service.NewMerchantAsync();
        var (ann, anne) = (await CustomerAsync(shop, "ann"), await CustomerAsync(shop, "anne"));
        await OrderAsync(shop, "before", "anne").JsonAsync(HttpStatusCode.Created);
        await MergeAsync(shop, ann, anne);

        await OrderAsync(shop, "before", "anne", "2026-03-01T13:00:00Z").JsonAsync();
        await OrderAsync(shop, "meanwhile", "anne").JsonAsync(HttpStatusCode.Created);
        await OrderAsync(shop, "of-ann", "ann").JsonAsync(HttpStatusCode.Created);
        var ofThePerson = await OrdersAsync(shop, ann);
        await UnmergeAsync(shop, ann, anne);

        ofThePerson.Should().BeEquivalentTo("before", "meanwhile", "of-ann");
        (await OrdersAsync(shop, ann)).Should().BeEquivalentTo("of-ann");
        (await OrdersAsync(shop, anne)).Should().BeEquivalentTo("before", "meanwhile");
    }

    [Fact]
    public async Task An_order_that_is_told_under_the_survivors_name_keeps_its_customer()
    {
        var shop = await service.NewMerchantAsync();
        var (ann, anne) = (await CustomerAsync(shop, "ann"), await CustomerAsync(shop, "anne"));
        await OrderAsync(shop, "before", "anne").JsonAsync(HttpStatusCode.Created);
        await MergeAsync(shop, ann, anne);

        await OrderAsync(shop, "before", "ann", "2026-03-01T13:00:00Z").JsonAsync();
        await UnmergeAsync(shop, ann, anne);

        (await OrdersAsync(shop, anne)).Should().Equal("before");
    }

    [Fact]
    public async Task Interactions_keep_the_customer_they_came_in_under()
    {
        var shop = await service.NewMerchantAsync();
        var (ann, anne) = (await CustomerAsync(shop, "ann"), await CustomerAsync(shop, "anne"));
        await MergeAsync(shop, ann, anne);

        await CallAsync(shop, "call-1", "anne");
        await UnmergeAsync(shop, ann, anne);

        (await shop.Client.AllPagesAsync($"/v1/interactions?customerId={ann}", 10)).Should().BeEmpty();
        (await shop.Client.AllPagesAsync($"/v1/interactions?customerId={anne}", 10)).Select(i => i.Text("externalId")).Should().Equal("call-1");
    }

    [Fact]
    public async Task Addresses_and_tags_stay_with_whom_they_came()
    {
        var shop = await service.NewMerchantAsync();
        var (ann, anne) = (await CustomerAsync(shop, "ann"), await CustomerAsync(shop, "anne"));
        await MergeAsync(shop, ann, anne);

        await shop.Client.PostAsync(Address, new { source = "shop", externalId = "ann", name = "Ann", phone = "+8613800138000" }).JsonAsync();
        await shop.Client.PostAsync(Address, new { source = "shop", externalId = "anne", phone = "+8613800138001", tags = new[] { "of ann", "of anne", "new" } }).JsonAsync();
        await UnmergeAsync(shop, ann, anne);

        (await AddressesAsync(shop, ann)).Should().BeEquivalentTo("ann@example.com", "+8613800138000");
        (await AddressesAsync(shop, anne)).Should().BeEquivalentTo("anne@example.com", "+8613800138001");
        (await TagsAsync(shop, ann)).Should().Equal("of ann");
        (await TagsAsync(shop, anne)).Should().Equal("new", "of anne");
    }

    [Fact]
    public async Task What_is_cleared_of_the_person_is_gone_from_both()
    {
        var shop = await service.NewMerchantAsync();
        var (ann, anne) = (await CustomerAsync(shop, "ann"), await CustomerAsync(shop, "anne"));
        await MergeAsync(shop, ann, anne);

        await shop.Client.PostAsync(Address, new { source = "shop", externalId = "ann", email = "", tags = Array.Empty<string>() }).JsonAsync();

        var person = (await shop.Client.GetAsync($"{Address}/{ann}").JsonAsync())["customer"]!;
        foreach (var list in new[] { "contactPoints", "tags" })
            person[list]!.AsArray().Should().BeEmpty();
    }

    private static async Task<string> CustomerAsync(TestMerchant shop, string name) =>
        (await shop.Client.PostAsync(Address, new { source = "shop", externalId = name, email = $"{name}@example.com", tags = new[] { $"of {name}" } }).JsonAsync(HttpStatusCode.Created)).Text("id");

    private static Task<JsonNode> MergeAsync(TestMerchant shop, string survivor, string duplicateId) => shop.Client.PostAsync($"{Address}/{survivor}/merge", new { duplicateId }).JsonAsync();

    private static Task<JsonNode> UnmergeAsync(TestMerchant shop, string survivor, string duplicateId) => shop.Client.PostAsync($"{Address}/{survivor}/unmerge", new { duplicateId }).JsonAsync();

    private static Task<HttpResponseMessage> OrderAsync(TestMerchant shop, string order, string customer, string updatedAt = "2026-03-01T12:00:00Z") =>
        shop.Client.PostAsync("/v1/orders", Sample.Order(order, customer).With("updatedAt", updatedAt));

    private static Task<JsonNode> CallAsync(TestMerchant shop, string externalId, string customer) => shop.Client.PostAsync("/v1/interactions",
        new { source = "desk", externalId, kind = "call", direction = "inbound", occurredAt = "2026-03-01T12:00:00Z", customer = new { source = "shop", externalId = customer } }).JsonAsync(HttpStatusCode.Created);

    private static async Task<List<string>> OrdersAsync(TestMerchant shop, string customer) =>
        [.. (await shop.Client.AllPagesAsync($"/v1/orders?customerId={customer}", 10)).Select(o => o.Text("externalId"))];

    private static async Task<List<string>> AddressesAsync(TestMerchant shop, string customer) =>
        [.. (await shop.Client.GetAsync($"{Address}/{customer}").JsonAsync())["customer"]!["contactPoints"]!.AsArray().Select(p => p!.Text("address"))];

    private static async Task<List<string>> TagsAsync(TestMerchant shop, string customer) =>
        [.. (await shop.Client.GetAsync($"{Address}/{customer}").JsonAsync())["customer"]!["tags"]!.AsArray().Select(t => t!.GetValue<string>())];
}
