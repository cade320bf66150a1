using System.Text.Json.Nodes;
using NodaTime;

namespace RetentionApi.Demo.Tests;

public sealed class RenderingTests
{
    private static readonly DemoShop Shop = DemoShop.Simulate(1, 200, Instant.FromUtc(2024, 9, 1, 0, 0), Instant.FromUtc(2026, 3, 1, 0, 0));

    [Fact]
    public void Every_fact_can_be_told_and_says_nothing_of_the_truth()
    {
        var requests = Shop.Facts().Select(ApiRequests.Of).ToList();

        requests.Select(r => r.Path.Split('/')[^1]).Distinct().Should().BeEquivalentTo("products", "customers", "survey", "orders", "deliveries", "returns", "interactions", "answer");
        requests.Should().OnlyContain(r => JsonNode.Parse(r.Json) is JsonObject && !r.Json.Contains("efect"));
    }

    [Fact]
    public void An_order_is_told_with_money_as_text_and_its_batches()
    {
        var placed = Shop.Facts().OfType<OrderPlaced>().First(p => p.Order.Customer.Kind == CustomerKind.Account);

        var body = JsonNode.Parse(ApiRequests.Of(placed).Json)!;

        body["customer"]!.ToJsonString().Should().Be($$"""{"source":"demo","externalId":"c-{{placed.Order.Customer.Number}}"}""");
        body["lines"]![0]!["unitPrice"]!.ToJsonString().Should().MatchRegex("""^{"amount":"\d+\.\d\d","currency":"CNY"}$""");
        body["lines"]![0]!["batch"]!.GetValue<string>().Should().Be(placed.Order.Lines[0].Batch);
    }

    [Theory]
    [InlineData("products", "csv", "sku,name,category,price,currency,use_up_days,warranty_days")]
    [InlineData("customers", "csv", "customer_id,email,phone,name,language,time_zone,first_contact_at,tags")]
    [InlineData("orders", "csv", "order_id,placed_at,customer_id,email,currency,total,status,test")]
    [InlineData("order-lines", "csv", "order_id,placed_at,customer_id,email,sku,product_name,quantity,unit_price,currency,country,delivered_at,batch")]
    public void A_file_begins_with_its_columns(string kind, string format, string header) => DemoFiles.Lines(Shop, kind, format).First().Should().Be(header);

    [Fact]
    public void Both_formats_hold_every_line_of_every_order()
    {
        var lines = Shop.Facts().OfType<OrderPlaced>().Sum(p => p.Order.Lines.Count);

        DemoFiles.Lines(Shop, "order-lines", "csv").Should().HaveCount(lines + 1);
        DemoFiles.Lines(Shop, "order-lines", "ndjson").Select(l => JsonNode.Parse(l)!["order_id"]!.GetValue<string>()).Should().HaveCount(lines);
    }

    [Fact]
    public void A_comma_in_a_name_is_quoted_and_a_guest_has_no_id()
    {
        DemoFiles.Lines(Shop, "products", "csv").Should().Contain(l => l.Contains("\"明前西湖龙井 250 克 · West Lake Longjing, 250 g\""));
        DemoFiles.Lines(Shop, "orders", "csv").Should().Contain(l => l.Contains(",,customer"));
    }

    [Fact]
    public void A_delivery_that_lies_ahead_is_not_told() => DemoFiles.Lines(Shop, "order-lines", "ndjson").Select(l => JsonNode.Parse(l)!["delivered_at"]?.GetValue<string>())
        .Where(at => at is not null).Should().OnlyContain(at => string.CompareOrdinal(at, "2026-03-01T00:00:00Z") < 0);
}
