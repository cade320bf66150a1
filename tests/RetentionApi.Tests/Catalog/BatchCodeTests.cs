using System.Net;
using RetentionApi.Tests.Imports;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Catalog;

/// <summary>The code of a batch has one limit, wherever it is told.</summary>
public sealed class BatchCodeTests(TestService service) : IClassFixture<TestService>
{
    private static readonly string TooLong = new('批', 129);

    [Fact]
    public async Task What_no_lot_is_called_is_refused_at_every_door()
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.PostAsync("/v1/products", new { sku = "TEA-1", name = "Tea" }).JsonAsync(HttpStatusCode.Created);
        var line = new { sku = "TEA-1", quantity = 1, unitPrice = new { amount = "1.00", currency = "CNY" }, batch = TooLong };
        var doors = new Dictionary<string, (string Path, object Body)>
        {
            ["/lines/0/batch"] = ("/v1/orders", Sample.Order("o-1").With("lines", new[] { line })),
            ["/code"] = ("/v1/products/~sku:TEA-1/batches", new { code = TooLong }),
            ["/batch"] = ("/v1/batch-alerts", new { productSku = "TEA-1", batch = TooLong, reason = "The producer says so." }),
        };

        foreach (var (pointer, (path, body)) in doors)
        {
            var problem = await shop.Client.PostAsync(path, body).JsonAsync(HttpStatusCode.UnprocessableEntity);
            (problem["errors"]![0]!.Text("pointer"), problem["errors"]![0]!.Text("detail")).Should().Be((pointer, $"{(pointer == "/lines/0/batch" ? "at most" : "1 to")} 128 characters"));
        }
    }

    [Fact]
    public async Task Blanks_around_it_make_no_other_lot()
    {
        var shop = await service.NewMerchantAsync();
        var line = new { sku = "TEA-1", quantity = 1, unitPrice = new { amount = "1.00", currency = "CNY" }, batch = "LJ-1 " };

        var order = await shop.Client.PostAsync("/v1/orders", Sample.Order("o-1").With("lines", new[] { line, line with { batch = " " } })).JsonAsync(HttpStatusCode.Created);
        var batch = await shop.Client.PostAsync("/v1/products/~sku:TEA-1/batches", new { code = " LJ-1" }).JsonAsync(HttpStatusCode.Created);
        var again = await shop.Client.PostAsync("/v1/products/~sku:TEA-1/batches", new { code = "LJ-1" }).JsonAsync();
        var alert = await shop.Client.PostAsync("/v1/batch-alerts", new { productSku = "TEA-1", batch = "LJ-1 ", reason = "The producer says so." }).JsonAsync(HttpStatusCode.Created);

        order["lines"]!.AsArray().Select(l => (string?)l!["batch"]).Should().Equal("LJ-1", null);
        (batch.Text("code"), again.Text("id"), alert.Text("batch")).Should().Be(("LJ-1", batch.Text("id"), "LJ-1"));
    }

    [Fact]
    public async Task A_line_of_a_file_too()
    {
        var shop = await service.NewMerchantAsync();

        var operation = await service.ImportAsync(
            shop, "kind=order-lines&defaults=source:shop", $"order_id,placed_at,customer_id,sku,quantity,unit_price,batch\nA1,2026-01-05,c-1,TEA,1,3,{TooLong}\nA2,2026-01-05,c-1,TEA,1,3,{TooLong[1..]}\n");

        (operation["result"]!["refused"]!.GetValue<long>(), operation["result"]!["orders"]!.GetValue<long>()).Should().Be((1, 1));
        var refused = (await shop.RejectionsAsync(operation.Text("id")))["items"]!.AsArray().Single()!;
        (refused.Text("code"), refused.Text("detail")).Should().Be(("line.invalid", "batch has more than 128 characters."));
    }
}
