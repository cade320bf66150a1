using System.Globalization;
using System.Net;
using System.Text;
using RetentionApi.Tests.Merchants.Policies;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Imports;

public sealed class ImportSpreadTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_thousand_customers_imported_in_one_minute_are_not_asked_in_one_minute_a_week_later()
    {
        var shop = await Shop.OpenAsync(service);
        var lines = new StringBuilder("order_id,placed_at,customer_id,email,sku,product_name,quantity,unit_price,currency,delivered_at\n");
        for (var i = 0; i < 1_000; i++)
            lines.Append(CultureInfo.InvariantCulture, $"o-{i},2026-03-01T08:00:00Z,c-{i},c{i}@example.com,KETTLE,Kettle,1,399.00,CNY,2026-03-01T12:00:00Z\n");
        using var content = new StringContent(lines.ToString(), Encoding.UTF8, "text/csv");
        await shop.Client.PostAsync(new Uri("/v1/imports?kind=order-lines&format=csv&defaults=source:shop", UriKind.Relative), content, TestContext.Current.CancellationToken).JsonAsync(HttpStatusCode.Accepted);
        await service.WorkAsync("import");
        await shop.DispatchAsync();

        var rows = await shop.QueryAsync($"""
            SELECT count(*), count(DISTINCT due_at), min(due_at) >= '2026-03-08T12:00Z', max(due_at) < '2026-03-10T06:00Z', bool_and(deadline = '2026-03-15T12:00Z'),
              (SELECT max(n) FROM (SELECT count(*) AS n FROM follow_ups WHERE merchant_id = '{shop.Merchant.Id}' AND kind = 'qualityCheck' AND step = 1 GROUP BY date_trunc('hour', due_at)) h)
            FROM follow_ups WHERE merchant_id = '{shop.Merchant.Id}' AND kind = 'qualityCheck' AND step = 1
            """);

        rows.Single()[..5].Should().Equal(1_000L, 1_000L, true, true, true);
        ((long)rows.Single()[5]!).Should().BeLessThan(60, "they are spread over 42 hours");
    }
}
