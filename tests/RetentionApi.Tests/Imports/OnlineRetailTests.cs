using System.Diagnostics;
using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Imports;

/// <summary>A real shop's year (D. Chen, Online Retail, UCI, CC BY 4.0); the expected figures were computed from the file independently.</summary>
public sealed class OnlineRetailTests(TestService service, ITestOutputHelper output) : IClassFixture<TestService>
{
    private const string Query = "kind=order-lines&defaults=currency:GBP,source:shop&mapping=order_id:InvoiceNo,sku:StockCode,product_name:Description,"
        + "quantity:Quantity,placed_at:InvoiceDate,unit_price:UnitPrice,customer_id:CustomerID,country:Country";

    [Fact]
    public async Task A_real_shops_year_comes_in_line_by_line()
    {
        var file = await File.ReadAllBytesAsync(SharedData.PathOf("online_retail_lines.csv.gz"), TestContext.Current.CancellationToken);
        var shop = await service.NewMerchantAsync();
        var watch = Stopwatch.StartNew();

        var id = (await shop.SendFileAsync(Query, file, isPacked: true).JsonAsync(HttpStatusCode.Accepted)).Text("id");
        var staged = watch.Elapsed;
        await service.RunOperationsAsync();
        output.WriteLine($"staged {staged.TotalSeconds:F1} s, in all {watch.Elapsed.TotalSeconds:F1} s, {541_909 / watch.Elapsed.TotalSeconds:F0} lines/s, {Environment.WorkingSet >> 20} MiB");

        var operation = await shop.OperationAsync(id);
        operation.Text("status").Should().Be("succeeded", operation.ToJsonString());
        operation["result"]!.ShouldBeJson("""
            {"lines":541909,"accepted":539792,"refused":2117,"refusedBecause":{"line.negative_price":2,"line.unpriced_negative":1336,"order.no_value":779},
             "customers":4371,"products":3938,"orders":19960,"anonymousOrders":1428,"changed":0,"unchanged":0,
             "creditNotes":3836,"creditLines":{"matched":7516,"partlyMatched":54,"unmatched":1335,"anonymous":383}}
            """);
        (await service.AskAsync<decimal>("SELECT sum(total) FROM orders")).Should().Be(10_666_684.544m);
        (await service.AskAsync<long>("SELECT count(DISTINCT customer_id) FROM orders")).Should().Be(4_338);
        (await service.AskAsync<long>("SELECT count(*) FROM credit_note_lines")).Should().Be(9_288);
        (await service.AskAsync<long>("SELECT count(*) FROM outbox_messages WHERE kind = 2")).Should().Be(4_372, "one for each customer, and one for all that belongs to nobody");
    }
}
