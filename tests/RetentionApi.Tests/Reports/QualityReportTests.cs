using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Batches;
using RetentionApi.Tests.Reviews;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reports;

public sealed class QualityReportTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task The_worst_product_comes_first_with_the_rate_that_is_to_be_expected()
    {
        var shop = await TeaAsync();

        var report = await shop.Client.GetAsync("/v1/reports/quality").JsonAsync();

        report["items"]!.AsArray().Select(Line).Should().Equal(("TEA-1", null, 2, 3.5m, 1, 2, 0.2308m), ("KETTLE", null, 2, 5m, 2, 0, 0.0833m));
        (report["isCut"]!.GetValue<bool>(), report["coverage"]!["owed"]!.GetValue<long>(), report["coverage"]!["answered"]!.GetValue<long>()).Should().Be((false, 2, 2));
    }

    [Fact]
    public async Task Batches_are_told_apart()
    {
        var shop = await TeaAsync();

        var report = await shop.Client.GetAsync("/v1/reports/quality?by=batch").JsonAsync();

        report["items"]!.AsArray().Select(Line).Should().Equal(("TEA-1", "B", 1, 2m, 0, 2, 0.25m), ("TEA-1", "A", 1, 5m, 1, 0, 0.0909m));
    }

    [Fact]
    public async Task A_list_is_narrowed_sorted_and_cut()
    {
        var shop = await TeaAsync();

        (await SkusAsync(shop, "?category=kettles")).Should().Equal("KETTLE");
        (await SkusAsync(shop, "?productId=~sku:TEA-1")).Should().Equal("TEA-1");
        (await SkusAsync(shop, "?productId=~sku:NONE")).Should().BeEmpty();
        (await SkusAsync(shop, "?sort=-defects")).Should().Equal("TEA-1", "KETTLE");
        var cut = await shop.Client.GetAsync("/v1/reports/quality?limit=1").JsonAsync();
        (cut["items"]!.AsArray().Count, cut["isCut"]!.GetValue<bool>()).Should().Be((1, true));
    }

    [Fact]
    public async Task A_table_has_the_same_numbers()
    {
        var shop = await TeaAsync();

        var lines = await shop.CsvAsync("quality?by=batch");

        lines.Select(l => (l["sku"], (string?)l["batch"], int.Parse(l["answers"], CultureInfo.InvariantCulture), (decimal?)Number(l["mean"]), (int)Number(l["sound"]), (int)Number(l["defects"]), Number(l["defectRate"])))
            .Should().Equal((await shop.Client.GetAsync("/v1/reports/quality?by=batch").JsonAsync())["items"]!.AsArray().Select(Line));
    }

    [Theory]
    [InlineData("?limit=0", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    [InlineData("?limit=201", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    [InlineData("?sort=name", HttpStatusCode.UnprocessableEntity, "request.invalid")]
    [InlineData("?by=colour", HttpStatusCode.BadRequest, "request.malformed")]
    [InlineData("?from=2026-03&to=2026-02", HttpStatusCode.UnprocessableEntity, "report.wrong_period")]
    public async Task What_makes_no_sense_is_refused(string query, HttpStatusCode status, string code) =>
        await (await service.NewMerchantAsync()).Client.GetAsync($"/v1/reports/quality{query}").ProblemAsync(status, code);

    [Fact]
    public async Task Nothing_of_another_shop_is_in_it()
    {
        await TeaAsync();

        var report = await (await service.NewMerchantAsync()).Client.GetAsync("/v1/reports/quality").JsonAsync();

        (report["items"]!.AsArray().Count, report["coverage"]!["share"]).Should().Be((0, null));
    }

    /// <summary>Two customers rated tea and kettle: one is content with both, the other has bad tea; a third sends tea of the same batch back.</summary>
    private async Task<ReportShop> TeaAsync()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.Client.PostAsync("/v1/products", new { sku = "KETTLE", name = "Kettle", category = "kettles" }).JsonAsync(HttpStatusCode.Created);
        var (content, sorry) = (await DeliverAsync(shop, "o-1", "A"), await DeliverAsync(shop, "o-2", "B"));
        await shop.PassAsync(NodaTime.Duration.FromDays(8));
        await shop.AnswerAsync(content, 5);
        await RateAsync(shop, sorry);
        await shop.BuyTeaAsync("o-3", "B");
        await shop.SendBackAsync("o-3", service.Clock.GetCurrentInstant());
        await shop.RunAsync("duty-days");
        return new ReportShop(shop);
    }

    private static Task<Guid> DeliverAsync(Shop shop, string order, string batch) => shop.DeliverAsync(order, body => body.With("lines", new object[]
    {
        new { sku = "TEA-1", quantity = 1, unitPrice = new { amount = "129.00", currency = "CNY" }, batch }, Sample.Line("KETTLE", 1, "399.00"),
    }));

    private static async Task RateAsync(Shop shop, Guid customer)
    {
        var check = await shop.FollowUpAsync(customer, "qualityCheck");
        var answers = check["lines"]!.AsArray().Select(l => new { orderLineId = l!.Text("orderLineId"), rating = l!.Text("sku") == "TEA-1" ? 2 : 5 });
        await shop.Client.PostAsync($"/v1/follow-ups/{check.Text("id")}/complete", new { outcome = "answered", answers }).JsonAsync();
        await shop.DispatchAsync();
    }

    private static async Task<List<string>> SkusAsync(ReportShop shop, string query) =>
        [.. (await shop.Client.GetAsync($"/v1/reports/quality{query}").JsonAsync())["items"]!.AsArray().Select(i => i!.Text("sku"))];

    private static (string, string?, int, decimal?, int, int, decimal) Line(JsonNode? item)
    {
        var quality = item!["quality"]!;
        return (item.Text("sku"), (string?)item["batch"], quality["answers"]!.GetValue<int>(), quality["mean"]?.GetValue<decimal>(), quality["sound"]!.GetValue<int>(),
            quality["defects"]!.GetValue<int>(), quality["defectRate"]!["mean"]!.GetValue<decimal>());
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
