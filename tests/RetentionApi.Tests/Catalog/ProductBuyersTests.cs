using System.Net;
using NodaTime;
using RetentionApi.Catalog;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Catalog;

/// <summary>A product changes, and with it what those who bought it are owed: however many they are.</summary>
public sealed class ProductBuyersTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Whoever_bought_a_popular_product_is_reached_part_by_part()
    {
        var shop = await Shop.OpenAsync(service);
        await AnonymousOrdersAsync(shop, ProductBuyers.AtOnce);
        var buyer = await shop.DeliverAsync("o-1");

        await shop.Client.PostAsync("/v1/products", new { sku = "KETTLE", name = "Kettle", warrantyDays = 365 }).JsonAsync();
        await shop.DispatchAsync();
        var afterOnePart = await shop.FollowUpsAsync($"?status=scheduled&kind=warranty&customerId={buyer}");
        await shop.PassAsync(Duration.FromSeconds(5));

        afterOnePart.Should().BeEmpty("the orders of others come first");
        (await shop.FollowUpAsync(buyer, "warranty")).Text("status").Should().Be("scheduled");
        (await service.Database.CountAsync($"outbox_messages WHERE merchant_id = '{shop.Merchant.Id}'")).Should().Be(0, "there is no third part");
    }

    [Fact]
    public async Task Who_asks_about_it_is_reached_too()
    {
        var shop = await Shop.OpenAsync(service);
        var asker = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com" });
        await shop.Client.PostAsync("/v1/interactions", new
        {
            source = "desk",
            externalId = "e-1",
            kind = "enquiry",
            occurredAt = Shop.Text(service.Clock.GetCurrentInstant()),
            customerId = asker,
            productSku = "KETTLE",
        }).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();

        await shop.Client.PostAsync("/v1/products", new { sku = "KETTLE", name = "Kettle", returnable = false }).JsonAsync();
        await shop.DispatchAsync();

        (await shop.FollowUpAsync(asker, "orderFacts")).Text("status").Should().BeOneOf("scheduled", "due");
    }

    /// <summary>Of nobody, each a second before the other, all before now.</summary>
    private static Task<List<object?[]>> AnonymousOrdersAsync(Shop shop, int count) => shop.QueryAsync($"""
        INSERT INTO orders (merchant_id, id, source, external_id, placed_at, currency, total, status, payment, payment_changed_at, is_test, source_updated_at, created_at, updated_at)
        SELECT '{shop.Merchant.Id}', gen_random_uuid(), 'shop', 'a-' || n, at, 'CNY', 1, 'placed', 'unknown', at, false, at, at, at
        FROM generate_series(1, {count}) AS n, LATERAL (SELECT timestamptz '{TestService.Start}' - interval '1 hour' - n * interval '1 second' AS at) t
        """);
}
