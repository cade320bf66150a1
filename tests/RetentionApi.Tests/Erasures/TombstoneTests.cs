using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using RetentionApi.Erasures;
using RetentionApi.Tests.Imports;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Erasures;

/// <summary>What later reports and imports do with somebody who was erased: nothing.</summary>
public sealed class TombstoneTests(TestService service) : IClassFixture<TestService>
{
    private const string Email = "gone@example.com", Phone = "+8613800138111";

    public static TheoryData<string> Names => new("identity", "email", "phone");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_order_that_names_them_is_kept_without_them(string by)
    {
        var shop = await ErasedAsync();

        var order = await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1").With("customer", CustomerOf(by))).JsonAsync(HttpStatusCode.Created);

        order["customerId"].Should().BeNull();
        (await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1").With("customer", CustomerOf(by)).With("status", "cancelled").With("updatedAt", "2026-03-02T01:00:00Z")).JsonAsync()).Text("status")
            .Should().Be("cancelled", "a webhook goes on");
        await ShouldBeNowhereAsync(shop);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_report_of_them_is_refused_for_good(string by)
    {
        var shop = await ErasedAsync();

        (await shop.Client.PostAsync("/v1/customers", CustomerOf(by), "again").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("customer.erased");
        var visit = new { source = "web", externalId = "v-1", kind = "visit", occurredAt = "2026-03-02T01:00:00Z", customer = CustomerOf(by) };
        (await shop.Client.PostAsync("/v1/interactions", visit).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("customer.erased");
        await ShouldBeNowhereAsync(shop);
    }

    [Fact]
    public async Task A_line_of_customers_is_refused_and_not_kept()
    {
        var shop = await ErasedAsync();

        var import = await service.ImportAsync(shop.Merchant, "kind=customers&defaults=source:shop", $"customer_id,email\ngone,\nnew-1,{Email}\nnew-2,new@example.com\n");

        import["result"]!["refusedBecause"]!.ToJsonString().Should().Be("""{"customer.erased":2}""");
        import["result"]!["customers"]!.GetValue<int>().Should().Be(1);
        (await shop.Merchant.RejectionsAsync(import.Text("id")))["items"]!.AsArray().Select(r => r!.Text("raw")).Should().Equal("", "");
        await ShouldBeNowhereAsync(shop);
    }

    [Theory]
    [InlineData("order-lines", "order_id,placed_at,customer_id,email,sku,quantity,unit_price\nA1,2026-01-05 10:00:00,gone,,TEA,2,10.00\nA2,2026-01-05 10:00:00,,gone@example.com,TEA,2,10.00\n")]
    [InlineData("orders", "order_id,placed_at,customer_id,email,total\nA1,2026-01-05 10:00:00,gone,gone@example.com,10.00\nA2,2026-01-05 10:00:00,,gone@example.com,10.00\n")]
    public async Task Imported_orders_are_nobodys(string kind, string file)
    {
        var shop = await ErasedAsync();

        var result = (await service.ImportAsync(shop.Merchant, $"kind={kind}&defaults=source:shop", file))["result"]!;

        (result["orders"]!.GetValue<int>(), result["anonymousOrders"]!.GetValue<int>(), result["customers"]!.GetValue<int>()).Should().Be((2, 2, 0));
        await ShouldBeNowhereAsync(shop);
    }

    [Fact]
    public async Task Who_is_known_stays_known_whatever_address_they_share()
    {
        var shop = await ErasedAsync();
        var other = await shop.ReportAsync("other");

        var told = await shop.Client.PostAsync("/v1/customers", new { source = "shop", externalId = "other", email = Email }).JsonAsync();

        told.Text("id").Should().Be(other.ToString());
    }

    [Fact]
    public async Task An_address_that_somebody_else_had_too_bars_nobody()
    {
        var shop = await Shop.OpenAsync(service);
        var (customer, spouse) = (await shop.ReportAsync("gone", new() { ["email"] = Email }), await shop.ReportAsync("spouse", new() { ["email"] = Email }));
        await shop.EraseAsync(service, customer);

        await shop.Client.PostAsync("/v1/customers", new { source = "till", externalId = "9", email = Email }).JsonAsync(HttpStatusCode.Created);
        var order = await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1").With("customer", new { source = "shop", externalId = "spouse", email = Email })).JsonAsync(HttpStatusCode.Created);
        order.Text("customerId").Should().Be(spouse.ToString());
    }

    [Fact]
    public async Task Names_are_recognised_by_index()
    {
        var shop = await ErasedAsync();
        await shop.QueryAsync($"INSERT INTO tombstones SELECT '{shop.Merchant.Id}', sha256(n::text::bytea), gen_random_uuid(), now() FROM generate_series(1, 20000) n; ANALYZE tombstones");
        using var batch = new NpgsqlBatch();
        batch.AddTombstoneLookUp(shop.Merchant.Id, []);
        var statement = batch.BatchCommands[0].CommandText.Replace("$1", $"'{shop.Merchant.Id}'", StringComparison.Ordinal).Replace("$2", "'{address:a,identity:shop:b}'", StringComparison.Ordinal);

        var plan = await TestDatabase.QueryAsync(service.Database.Application, $"CALL act_as('{shop.Merchant.Id}'); EXPLAIN {statement}");

        string.Join('\n', plan.Select(row => row[0])).Should().Contain("pk_tombstones").And.NotContain("Seq Scan on tombstones");
    }

    [Fact]
    public async Task Of_another_merchant_nothing_is_barred()
    {
        await ErasedAsync();
        var other = await service.NewMerchantAsync();

        await other.Client.PostAsync("/v1/customers", CustomerOf("email")).JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Who_wants_to_come_back_is_let_in_by_any_of_their_names()
    {
        var shop = await ErasedAsync();

        (await shop.Client.PostAsync("/v1/erasures/lift", new { email = Email }).JsonAsync())["names"]!.GetValue<int>().Should().Be(3);

        await shop.Client.PostAsync("/v1/customers", CustomerOf("identity")).JsonAsync(HttpStatusCode.Created);
        (await shop.Client.PostAsync("/v1/erasures/lift", new { phone = Phone }).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("erasure.not_found");
        (await shop.Client.GetAsync("/v1/audit-log?action=erasureLifted").JsonAsync())["items"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task A_lift_names_somebody()
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.PostAsync("/v1/erasures/lift", new { }).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
        (await (await service.NewMerchantAsync("manager")).Client.PostAsync("/v1/erasures/lift", new { email = Email }).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
    }

    private async Task<Shop> ErasedAsync()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("gone", new() { ["name"] = "Gone Away", ["email"] = Email, ["phone"] = Phone });
        await shop.EraseAsync(service, customer);
        return shop;
    }

    private static object CustomerOf(string by) => by switch
    {
        "identity" => new { source = "shop", externalId = "gone", name = "Gone Away" },
        "email" => new { source = "shop", externalId = "new", name = "Gone Away", email = Email.ToUpperInvariant() },
        _ => new JsonObject { ["name"] = "Gone Away", ["phone"] = "138 0013 8111", ["country"] = "CN" },
    };

    private static async Task ShouldBeNowhereAsync(Shop shop)
    {
        var merchant = $"merchant_id = '{shop.Merchant.Id}'";
        foreach (var table in new[] { "customers", "customer_identities", "contact_points", "order_versions", "orders", "timeline_entries", "idempotency_keys", "import_rejections" })
            (await shop.QueryAsync($"SELECT count(*) FROM {table} t WHERE {merchant} AND (t::text ILIKE '%gone%' OR t::text LIKE '%8001381%')")).Single()[0].Should().Be(0L, table);
    }
}
