using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Imports;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Orders;

/// <summary>Guests of whom an identity is told later.</summary>
public sealed class GuestIdentityTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_guest_who_has_another_identity_of_the_source_and_the_newcomer_list_each_other()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/customers", new { source = "shop", externalId = "c-1", email = "both@example.com" }).JsonAsync(HttpStatusCode.Created);
        var guest = await GuestOrderAsync(shop, "both@example.com");

        var named = (await NameAsync(shop, "c-9")).Text("customerId");

        guest.Should().NotBe(named);
        (await DuplicatesAsync(shop, "c-1"), await DuplicatesAsync(shop, "c-9")).Should().BeEquivalentTo((new[] { named }, new[] { guest }));
    }

    [Fact]
    public async Task Of_a_merged_guest_the_survivor_decides_whether_an_identity_attaches()
    {
        var shop = await service.NewMerchantAsync();
        var survivor = (await shop.Client.PostAsync("/v1/customers", new { source = "shop", externalId = "c-1" }).JsonAsync(HttpStatusCode.Created)).Text("id");
        var guest = await GuestOrderAsync(shop, "guest@example.com");
        await shop.Client.PostAsync($"/v1/customers/{survivor}/merge", new { duplicateId = guest }).JsonAsync();

        var named = (await NameAsync(shop, "c-9")).Text("customerId");

        new[] { survivor, guest }.Should().NotContain(named);
        (await DuplicatesAsync(shop, "c-9")).Should().Equal(survivor);
    }

    [Theory]
    [InlineData("2026-01-05 10:00:00")]
    [InlineData("2026-01-05 11:00:00")]
    public async Task An_identity_that_a_file_tells_later_attaches_to_the_guest(string placedAt)
    {
        var shop = await service.NewMerchantAsync();
        const string Query = "kind=orders&defaults=source:shop", Columns = "order_id,placed_at,customer_id,email,total\n";
        await service.ImportAsync(shop, Query, $"{Columns}A1,2026-01-05 10:00:00,,guest@example.com,30\nA2,2026-01-05 10:00:00,,guest@example.com,30\n");
        var guest = (await shop.Client.GetAsync("/v1/orders/~shop:A1").JsonAsync()).Text("customerId");

        var again = await service.ImportAsync(shop, Query, $"{Columns}A1,{placedAt},c-1,,30\nA2,{placedAt},c-2,,30\n");

        again["result"]!["customers"]!.GetValue<long>().Should().Be(placedAt == "2026-01-05 10:00:00" ? 0 : 1, "the second stays another's");
        (await CustomerIdAsync(shop, "c-1"), (await shop.Client.GetAsync("/v1/orders/~shop:A1").JsonAsync()).Text("customerId")).Should().Be((guest, guest));
        (await DuplicatesAsync(shop, "c-1")).Should().HaveCount(placedAt == "2026-01-05 10:00:00" ? 0 : 1);
    }

    [Fact]
    public async Task Of_two_files_that_name_one_newcomer_at_once_one_attaches_them_and_the_other_finds_them()
    {
        var shop = await service.NewMerchantAsync();
        const string Query = "kind=orders&defaults=source:shop", Columns = "order_id,placed_at,customer_id,email,total\n";
        await service.ImportAsync(shop, Query, $"{Columns}A1,2026-01-05 10:00:00,,one@example.com,30\nA2,2026-01-05 10:00:00,,two@example.com,30\n");
        foreach (var order in new[] { "A1", "A2" })
            await shop.SendFileAsync(Query, $"{Columns}{order},2026-01-05 11:00:00,c-1,,30\n").JsonAsync(HttpStatusCode.Accepted);

        await using (var identities = await HeldTable.HoldAsync(service.Database, "customer_identities"))
        {
            var runs = new List<Task>();
            for (var waiting = 1; waiting <= 2; waiting++)
            {
                runs.Add(service.RunOperationsAsync());
                await identities.UntilWaitedForAsync(waiting);
            }

            await identities.ReleaseAsync();
            await Task.WhenAll(runs);
        }

        var newcomer = await CustomerIdAsync(shop, "c-1");
        foreach (var order in new[] { "A1", "A2" })
            (await shop.Client.GetAsync($"/v1/orders/~shop:{order}").JsonAsync()).Text("customerId").Should().Be(newcomer);
        (await service.Database.CountAsync($"customers WHERE merchant_id = '{shop.Id}'")).Should().Be(2);
    }

    /// <returns>The customer's id.</returns>
    private static async Task<string> GuestOrderAsync(TestMerchant shop, string email) =>
        (await shop.Client.PostAsync("/v1/orders", Sample.Order("g-1").With("customer", new { email })).JsonAsync(HttpStatusCode.Created)).Text("customerId");

    private static Task<JsonNode> NameAsync(TestMerchant shop, string externalId) => shop.Client.PostAsync(
        "/v1/orders", Sample.Order("g-1").With("updatedAt", "2026-03-01T12:00:00Z").With("customer", new { source = "shop", externalId })).JsonAsync();

    private static async Task<string> CustomerIdAsync(TestMerchant shop, string externalId) => (await shop.Client.GetAsync($"/v1/customers/~shop:{externalId}").JsonAsync())["customer"]!.Text("id");

    private static async Task<string[]> DuplicatesAsync(TestMerchant shop, string externalId) =>
        [.. (await shop.Client.GetAsync($"/v1/customers/~shop:{externalId}").JsonAsync())["possibleDuplicates"]!.AsArray().Select(d => d!.Text("id"))];
}
