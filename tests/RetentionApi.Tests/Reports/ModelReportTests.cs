using System.Globalization;
using System.Net;
using NodaTime;
using RetentionApi.Tests.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reports;

public sealed class ModelReportTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task It_is_the_current_model_with_its_back_test()
    {
        var shop = await FittedAsync();
        var current = await service.FitAsync(shop.Shop.Merchant, new { });
        await service.FitAsync(shop.Shop.Merchant, new { asOf = "2025-12-01" });

        var report = await shop.Client.GetAsync("/v1/reports/model").JsonAsync();

        report.ToJsonString().Should().Be(current.ToJsonString());
    }

    [Fact]
    public async Task Csv_has_a_line_for_each_tenth_of_the_customers()
    {
        var shop = await FittedAsync();
        var test = (await shop.Client.GetAsync("/v1/reports/model").JsonAsync())["backTest"]!;

        var lines = await shop.CsvAsync("model");

        lines.Select(l => (l["bin"], Number(l["predicted"]), Number(l["actual"]))).Should().Equal(
            test["model"]!["bins"]!.AsArray().Select((b, i) => ($"{i + 1}", b!["predicted"]!.GetValue<double>(), b!["actual"]!.GetValue<double>())));
        lines.Sum(l => int.Parse(l["customers"], CultureInfo.InvariantCulture)).Should().Be(test["customers"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("en", "Foretold share, %", "Observed share, %", "foretold = observed")]
    [InlineData("zh-CN", "预测比例（%）", "实际比例（%）", "预测 = 实际")]
    public async Task The_picture_sets_what_was_foretold_against_what_was_observed(string language, params string[] expected)
    {
        var shop = await FittedAsync();

        var (_, words) = await shop.PictureAsync("model", language);

        words.Should().Contain(expected);
    }

    [Fact]
    public async Task Where_nothing_was_fitted_yet_it_says_so()
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.GetAsync("/v1/reports/model").ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("risk.not_fitted");
        (await shop.Client.GetAsync("/v1/reports/model?format=svg").ProblemCodeAsync(HttpStatusCode.Conflict)).Should().Be("risk.not_fitted");
    }

    private async Task<ReportShop> FittedAsync()
    {
        var shop = await ReportShop.OpenAsync(service);
        await service.AddBuyersAsync(shop.Shop.Merchant, Buyers.Simulated(200, new LocalDate(2026, 3, 1)));
        await service.FitAsync(shop.Shop.Merchant, new { });
        return shop;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
