using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Reports;

/// <summary>The forms in which every report is answered, and the months that it takes.</summary>
public sealed class ReportFormatTests(TestService service) : IClassFixture<TestService>
{
    [Theory]
    [InlineData("", null, "application/json")]
    [InlineData("", "*/*", "application/json")]
    [InlineData("", "text/csv", "text/csv")]
    [InlineData("", "image/svg+xml", "image/svg+xml")]
    [InlineData("", "image/avif,image/webp,image/*;q=0.9,*/*;q=0.8", "image/svg+xml")]
    [InlineData("", "text/csv;q=0.5, application/json;q=0.4", "text/csv")]
    [InlineData("", "application/json;q=0, */*", "text/csv")]
    [InlineData("", "text/html, application/json;q=0.1", "application/json")]
    [InlineData("?format=csv", "application/json", "text/csv")]
    [InlineData("?format=svg", "text/html", "image/svg+xml")]
    public async Task It_comes_as_the_caller_likes_best_and_format_wins(string query, string? accept, string type)
    {
        var shop = await service.NewMerchantAsync();

        using var answer = await GetAsync(shop, $"/v1/reports/levels{query}", accept);

        (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).Should().Be((HttpStatusCode.OK, type));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json;q=0")]
    [InlineData("text/csv;q=0, image/png")]
    public async Task What_there_is_not_is_not_acceptable(string accept)
    {
        var shop = await service.NewMerchantAsync();

        using var answer = await GetAsync(shop, "/v1/reports/cohorts", accept);

        answer.StatusCode.Should().Be(HttpStatusCode.NotAcceptable);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("request.not_acceptable");
    }

    [Theory]
    [InlineData("levels?from=2026-03&to=2026-02")]
    [InlineData("cohorts?from=2010-01&to=2026-02")]
    [InlineData("levers?from=2031-01")]
    [InlineData("defections?from=2016-01-31&to=2026-01-01")]
    public async Task Months_that_make_no_sense_are_refused(string report)
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.GetAsync($"/v1/reports/{report}").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("report.wrong_period");
    }

    [Theory]
    [InlineData("levels?from=March")]
    [InlineData("levels?to=2026-13")]
    [InlineData("levels?format=pdf")]
    public async Task What_is_no_month_or_no_form_is_malformed(string report)
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.GetAsync($"/v1/reports/{report}").ProblemCodeAsync(HttpStatusCode.BadRequest)).Should().Be("request.malformed");
    }

    [Theory]
    [InlineData("", "2025-04-01", "2026-03-31", 12)]
    [InlineData("?from=2025-12-24", "2025-12-01", "2026-03-31", 4)]
    [InlineData("?from=2024-05", "2024-05-01", "2025-04-30", 12)]
    [InlineData("?to=2025-06-30", "2024-07-01", "2025-06-30", 12)]
    [InlineData("?from=2016-04&to=2026-03", "2016-04-01", "2026-03-31", 120)]
    public async Task Absent_ends_are_filled_in_with_a_year(string query, string from, string to, int months)
    {
        var shop = await ReportShop.OpenAsync(service);

        var report = await shop.ReportAsync($"levers{query}");

        (report.Text("from"), report.Text("to"), report["months"]!.AsArray().Count).Should().Be((from, to, months));
    }

    [Theory]
    [InlineData("levels")]
    [InlineData("cohorts")]
    [InlineData("levers")]
    [InlineData("defections")]
    public async Task A_shop_without_anything_has_months_of_nothing_and_pictures_of_it(string report)
    {
        var shop = await ReportShop.OpenAsync(service);

        var uncounted = await shop.Client.GetAsync($"/v1/reports/{report}").JsonAsync();
        var counted = await shop.ReportAsync(report);
        var (_, words) = await shop.PictureAsync(report);

        (uncounted["asOf"], counted.Text("asOf")).Should().Be((null, "2026-03-02T02:00:00Z"));
        words.Should().NotBeEmpty();
        (await shop.CsvAsync(report)).Count.Should().Be(report == "cohorts" ? 0 : 12);
    }

    [Fact]
    public async Task Who_may_not_read_reports_reads_none()
    {
        var seller = await service.NewMerchantAsync("sales");

        (await seller.Client.GetAsync("/v1/reports/levers").ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
    }

    private static async Task<HttpResponseMessage> GetAsync(TestMerchant shop, string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return await shop.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
