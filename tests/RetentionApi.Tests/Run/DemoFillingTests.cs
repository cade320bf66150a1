using NodaTime;
using RetentionApi.Demo;
using RetentionApi.Migrations;
using RetentionApi.Tests.Imports;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Run;

public sealed class DemoFillingTests(TestService service) : IClassFixture<TestService>
{
    private static readonly DemoShop Shop = DemoShop.Simulate(1, 10, TestService.Start - Duration.FromDays(548), TestService.Start);

    [Fact]
    public async Task A_small_shop_is_found_in_the_service_as_it_was_made_up()
    {
        var merchant = await service.NewMerchantAsync();

        await new DemoFilling(merchant.Client, Shop).FillAsync((_, _) => { }, CancellationToken.None);

        var customers = await merchant.Client.GetAsync("/v1/customers?limit=200").JsonAsync();
        customers["items"]!.AsArray().Select(c => c!.Text("name")).Should().BeEquivalentTo(Shop.Truth.Customers().Select(c => c.Customer.Name));
        var orders = await merchant.Client.GetAsync("/v1/orders?limit=200").JsonAsync();
        orders["items"]!.AsArray().Select(o => o!.Text("externalId")).Should().BeEquivalentTo(Shop.Facts().OfType<OrderPlaced>().Select(p => p.Order.ExternalId));
        orders["items"]!.AsArray().Sum(o => o!["returns"]!.AsArray().Count).Should().Be(Shop.Facts().OfType<GoodsReturned>().Count());
        orders["items"]!.AsArray().Sum(o => o!["deliveries"]!.AsArray().Count).Should().Be(Shop.Facts().OfType<OrderDelivered>().Count());
    }

    [Fact]
    public async Task Its_products_are_found()
    {
        var merchant = await service.NewMerchantAsync();

        await new DemoFilling(merchant.Client, Shop).FillAsync((_, _) => { }, CancellationToken.None);

        var products = (await merchant.Client.GetAsync("/v1/products?limit=200").JsonAsync())["items"]!.AsArray();
        products.Select(p => p!.Text("sku")).Should().BeEquivalentTo(DemoShop.Products.Select(p => p.Sku));
    }

    [Fact]
    public async Task Its_enquiries_are_found_with_their_answers()
    {
        var merchant = await service.NewMerchantAsync();

        await new DemoFilling(merchant.Client, Shop).FillAsync((_, _) => { }, CancellationToken.None);

        var enquiries = (await merchant.Client.GetAsync("/v1/interactions?kind=enquiry&limit=200").JsonAsync())["items"]!.AsArray();
        enquiries.Select(e => e!.Text("externalId")).Should().BeEquivalentTo(Shop.Facts().OfType<EnquiryMade>().Select(e => e.ExternalId));
        enquiries.Count(e => e!["answeredAt"] is not null).Should().Be(Shop.Facts().OfType<EnquiryAnswered>().Count());
    }

    [Theory]
    [InlineData("products", "csv")]
    [InlineData("customers", "ndjson")]
    [InlineData("orders", "csv")]
    [InlineData("order-lines", "csv")]
    [InlineData("order-lines", "ndjson")]
    public async Task Its_files_are_imported_without_a_refused_line(string kind, string format)
    {
        var merchant = await service.NewMerchantAsync();
        var lines = DemoFiles.Lines(Shop, kind, format).ToList();

        var operation = await service.ImportAsync(merchant, $"kind={kind}&format={format}&defaults=source:{ApiRequests.Source}", string.Join('\n', lines) + "\n");

        var count = lines.Count - (format == "csv" ? 1 : 0);
        operation["progress"]!.ToJsonString().Should().Be($$"""{"done":{{count}},"total":{{count}},"failed":0}""", operation.ToJsonString());
    }

    [Fact]
    public async Task What_was_filled_once_is_known_to_be_filled()
    {
        var merchant = await service.NewMerchantAsync();
        var filling = new DemoFilling(merchant.Client, Shop);
        var before = await filling.IsDoneAsync(CancellationToken.None);

        await filling.FillAsync((_, _) => { }, CancellationToken.None);

        before.Should().BeFalse();
        var nextDay = DemoShop.Simulate(1, 10, Shop.From + Duration.FromDays(1), Shop.Until + Duration.FromDays(1));
        (await new DemoFilling(merchant.Client, nextDay).IsDoneAsync(CancellationToken.None)).Should().BeTrue();
    }
}
