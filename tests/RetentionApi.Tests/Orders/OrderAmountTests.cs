using System.Net;
using RetentionApi.Tests.Imports;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Orders;

/// <summary>One amount that no sum can hold would end the reports of the whole merchant.</summary>
public sealed class OrderAmountTests(TestService service) : IClassFixture<TestService>
{
    [Theory]
    [InlineData("1000000000000.00", "1", "129.00", true)]
    [InlineData("1000000000000.01", "1", "129.00", false)]
    [InlineData("-0.01", "1", "129.00", false)]
    [InlineData("9999999999999999999999999.99", "1", "129.00", false)]
    [InlineData(null, "1000000000", "1000.00", true)]
    [InlineData(null, "1000000000", "1000.01", false)]
    [InlineData(null, "1000000000", "1000000000000.00", false)]
    [InlineData(null, "9999999999999999999999999999", "1000000000000.00", false)]
    public async Task An_amount_that_no_sum_could_hold_is_refused(string? total, string quantity, string unitPrice, bool isTaken)
    {
        var shop = await service.NewMerchantAsync();
        var told = total is null ? "null" : $$"""{"amount":"{{total}}","currency":"CNY"}""";
        var body = $$"""
            {"source":"shop","externalId":"o-1","placedAt":"2026-03-01T00:00:00Z","currency":"CNY","total":{{told}},
             "lines":[{"sku":"T","quantity":{{quantity}},"unitPrice":{"amount":"{{unitPrice}}","currency":"CNY"} }]}
            """;

        using var answer = await shop.Client.PostAsync("/v1/orders", body);

        (answer.StatusCode is HttpStatusCode.Created, answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
            .Should().Be((isTaken, true), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nor_does_a_file_bring_one()
    {
        var shop = await service.NewMerchantAsync();
        const string File = "order_id,placed_at,sku,quantity,unit_price\nA,2026-01-05 10:00:00,T,1000000000,1000.00\nB,2026-01-05 10:00:00,T,1000000000,1000.01\n";

        var operation = await service.ImportAsync(shop, "kind=order-lines&defaults=source:shop,currency:CNY", File);

        (operation["result"]!["orders"]!.GetValue<int>(), operation["result"]!["refused"]!.GetValue<int>()).Should().Be((1, 1));
        (await shop.RejectionsAsync(operation.Text("id")))["items"]!.AsArray().Single()!.Text("detail").Should().StartWith("unit_price");
    }
}
