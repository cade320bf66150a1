using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Imports;

public sealed class ListRejectionsTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Every_refused_line_is_listed_once_while_lines_are_refused()
    {
        var shop = await service.NewMerchantAsync();
        var file = "order_id,placed_at,sku,quantity,unit_price\n" + string.Concat(Enumerable.Range(1, 7).Select(n => $"A{n},2026-01-05 10:00:00,TEA,1,-{n}.00\n"));
        var import = (await service.ImportAsync(shop, "kind=order-lines&defaults=currency:CNY,source:shop", file)).Text("id");

        var next = 100;
        var listed = await shop.Client.AllPagesAsync($"/v1/imports/{import}/rejections", 2, () => RefuseAsync(shop, import, next++));

        var lines = listed.Select(r => r["lineNo"]!.GetValue<long>()).ToList();
        lines.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        lines.Where(line => line < 100).Should().Equal(2, 3, 4, 5, 6, 7, 8);
    }

    [Theory]
    [InlineData("order-lines", "order_id,sku,quantity,unit_price,placed_at,shipped_at,delivered_at", "TEA,1,1,2026-03-02 10:05:00,,", "TEA,1,1,2026-03-02 10:05:01,,", "placed_at")]
    [InlineData("order-lines", "order_id,sku,quantity,unit_price,placed_at,shipped_at,delivered_at", "TEA,1,1,2026-03-01,2026-03-01,2026-03-02", "TEA,1,1,2026-03-01,2026-03-03,", "shipped_at")]
    [InlineData("order-lines", "order_id,sku,quantity,unit_price,placed_at,shipped_at,delivered_at", "TEA,1,1,2026-03-01,,2026-03-02", "TEA,1,1,2026-03-01,2026-03-02,2026-03-01", "shipped_at")]
    [InlineData("orders", "order_id,total,placed_at", "1,2026-03-02", "1,2026-03-03", "placed_at")]
    [InlineData("customers", "customer_id,first_contact_at", "2026-03-02", "2026-03-03", "first_contact_at")]
    public async Task What_lies_in_the_future_or_comes_before_it_leaves_is_refused(string kind, string columns, string taken, string refused, string column)
    {
        service.Clock.Reset(TestService.Start);
        var shop = await service.NewMerchantAsync();

        var import = await service.ImportAsync(shop, $"kind={kind}", $"{columns}\na1,{taken}\na2,{refused}\n");

        var line = (await shop.RejectionsAsync(import.Text("id")))["items"]!.AsArray().Single()!;
        (line["lineNo"]!.GetValue<long>(), line.Text("code")).Should().Be((3, "line.invalid"));
        line.Text("detail").Should().StartWith($"{column} ");
    }

    /// <summary>As a step of the import does that is still under way.</summary>
    private Task<List<object?[]>> RefuseAsync(TestMerchant shop, string import, int lineNo) => service.Database.QueryAsync($"""
        INSERT INTO import_rejections (merchant_id, import_id, line_no, code, detail, raw)
        VALUES ('{shop.Id}', '{import}', {lineNo}, 'line.negative_price', 'The price is negative.', 'A,-1')
        """);
}
