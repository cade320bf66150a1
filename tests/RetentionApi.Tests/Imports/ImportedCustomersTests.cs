using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Imports;

public sealed class ImportedCustomersTests(TestService service) : IClassFixture<TestService>
{
    private const string File = """
        customer_id,email,phone,name,language,time_zone,first_contact_at,tags
        c1,Wang.Fang@example.com,'+8613800138000,王芳,zh-CN,Asia/Shanghai,2025-03-01 09:00:00,tea; vip
        c2,,,Li Wei,,,,
        ,guest@example.com,,Guest,,,,

        """;

    [Fact]
    public async Task Customers_come_in_with_all_that_is_told()
    {
        var shop = await service.NewMerchantAsync();

        var operation = await service.ImportAsync(shop, "kind=customers&defaults=source:shop", File);

        operation["result"]!["customers"]!.GetValue<long>().Should().Be(3, operation.ToJsonString());
        var customer = await CustomerAsync(shop, "c1");
        customer.Text("name").Should().Be("王芳");
        customer.Text("firstContactAt").Should().Be("2025-03-01T01:00:00Z");
        customer["tags"]!.ToJsonString().Should().Be("""["tea","vip"]""");
    }

    [Fact]
    public async Task The_same_customers_again_are_unchanged_and_news_of_them_changes_only_what_is_told()
    {
        var shop = await service.NewMerchantAsync();
        await service.ImportAsync(shop, "kind=customers&defaults=source:shop", File);

        var again = await service.ImportAsync(shop, "kind=customers&defaults=source:shop", File);
        await service.ImportAsync(shop, "kind=customers&defaults=source:shop", "customer_id,name\nc1,王芳芳\n");

        again["result"]!["unchanged"]!.GetValue<long>().Should().Be(3);
        var customer = await CustomerAsync(shop, "c1");
        customer.Text("name").Should().Be("王芳芳");
        customer.Text("language").Should().Be("zh-CN");
    }

    [Fact]
    public async Task What_they_objected_to_stands_whatever_a_file_tells_of_them()
    {
        var shop = await service.NewMerchantAsync();
        await service.ImportAsync(shop, "kind=customers&defaults=source:shop", File);
        await shop.Client.PutAsync("/v1/customers/~shop:c1/objections", JsonContent.Create(new { profiling = true, marketing = true, restriction = true })).JsonAsync();

        await service.ImportAsync(shop, "kind=customers&defaults=source:shop", "customer_id,name\nc1,王芳芳\n");
        await service.ImportAsync(shop, "kind=order-lines&defaults=source:shop,currency:CNY", ImportFiles.OrderLines);

        (await CustomerAsync(shop, "c1")).Text("name").Should().Be("王芳芳");
        const string Objecting = "name = '王芳芳' AND profiling_objected_at IS NOT NULL AND marketing_objected_at IS NOT NULL AND restricted_at IS NOT NULL";
        (await service.Database.CountAsync($"customers WHERE merchant_id = '{shop.Id}' AND {Objecting}")).Should().Be(1);
        (await service.Database.CountAsync($"follow_ups WHERE merchant_id = '{shop.Id}'")).Should().Be(0);
    }

    [Fact]
    public async Task A_customer_twice_in_one_file_is_one_customer()
    {
        var shop = await service.NewMerchantAsync();

        var operation = await service.ImportAsync(shop, "kind=customers&defaults=source:shop", "customer_id,email,name\nc1,a@example.com,A\nc1,,B\n,a@example.com,\n");

        operation["result"]!["customers"]!.GetValue<long>().Should().Be(1);
        (await CustomerAsync(shop, "c1")).Text("name").Should().Be("B");
    }

    [Fact]
    public async Task Who_names_nobody_is_refused()
    {
        var shop = await service.NewMerchantAsync();

        var operation = await service.ImportAsync(shop, "kind=customers", "customer_id,email,name\n,,Nobody\n,not an address,Wrong\n");

        operation["result"]!["refusedBecause"]!.ShouldBeJson("""{"customer.unidentified":1,"line.invalid":1}""");
    }

    [Fact]
    public async Task Orders_as_a_whole_find_their_customers()
    {
        var shop = await service.NewMerchantAsync();
        await service.ImportAsync(shop, "kind=customers&defaults=source:shop", File);

        var operation = await service.ImportAsync(shop, "kind=orders&defaults=source:shop", "order_id,placed_at,customer_id,email,total,status,test\nA1,2026-01-05 10:00,c2,,129.00,,\nA2,2026-01-06 10:00,,guest@example.com,10,cancelled,true\n");

        operation["result"]!["orders"]!.GetValue<long>().Should().Be(2, operation.ToJsonString());
        operation["result"]!["customers"]!.GetValue<long>().Should().Be(0);
        operation["result"]!["anonymousOrders"]!.GetValue<long>().Should().Be(0);
    }

    private static async Task<JsonNode> CustomerAsync(TestMerchant shop, string id) =>
        (await shop.Client.GetAsync(new Uri($"/v1/customers/~shop:{id}", UriKind.Relative), TestContext.Current.CancellationToken).JsonAsync())["customer"]!;
}
