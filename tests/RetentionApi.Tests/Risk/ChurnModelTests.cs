using System.Net;
using System.Net.Http.Headers;
using NodaTime;
using RetentionApi.Platform.Security;
using RetentionApi.Tests.Merchants.Policies;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Risk;

public sealed class ChurnModelTests(TestService service) : IClassFixture<TestService>
{
    private static readonly LocalDate Today = new(2026, 3, 2);

    [Fact]
    public async Task A_fit_as_of_today_is_current_and_gives_everybody_a_band_and_nobody_a_reminder()
    {
        var shop = await ShopAsync(300);

        var model = await service.FitAsync(shop, new { });

        model["isCurrent"]!.GetValue<bool>().Should().BeTrue();
        model["counts"]!["customers"]!.GetValue<int>().Should().Be(300);
        (await service.OneAsync<long>(shop, "SELECT count(*) FROM customer_standings WHERE merchant_id = $1 AND risk_band IS NOT NULL AND risk_as_of = '2026-03-02'")).Should().Be(300);
        (await service.CrossAsync(shop)).Should().Be(new RetentionApi.Risk.CrossingSummary(0, 0, 0, 0, 0));
        (await service.OneAsync<long>(shop, "SELECT count(*) FROM follow_ups WHERE merchant_id = $1")).Should().Be(0);
    }

    [Fact]
    public async Task A_fit_is_shown_with_its_parameters_and_its_back_test()
    {
        var model = await service.FitAsync(await ShopAsync(300), new { horizonDays = 60 });

        model["parameters"]!["r"]!.GetValue<double>().Should().BePositive();
        model["logLikelihood"]!.GetValue<double>().Should().BeNegative();
        model["flags"]!.AsArray().Should().BeEmpty();
        model["horizon"]!.ToJsonString().Should().StartWith("""{"days":60,"isGiven":true,""");
        model["spend"]!["meanOrderValue"]!.GetValue<double>().Should().BeInRange(50, 150);
        model["backTest"]!.Text("cutOn").Should().Be("2026-01-01");
        model["backTest"]!["model"]!["bins"]!.AsArray().Should().HaveCount(10);
        model["backTest"]!["rule"]!["brier"]!.GetValue<double>().Should().BeGreaterThan(model["backTest"]!["model"]!["brier"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_fit_as_of_a_past_day_leaves_later_orders_out_and_never_becomes_current()
    {
        var shop = await ShopAsync(0);
        await service.AddBuyersAsync(shop, [Buyer.Of("early", "2025-06-01", "2025-07-01", "2026-01-05"), Buyer.Of("late", "2025-12-24")]);

        var model = await service.FitAsync(shop, new { asOf = "2025-08-01" });

        model["isCurrent"]!.GetValue<bool>().Should().BeFalse();
        model["counts"]!.ToJsonString().Should().Be("""{"customers":1,"repeatBuyers":1,"orderDays":2,"laterOrders":2}""");
        model["flags"]!.ToJsonString().Should().Be("""["priorBased"]""");
        var score = (await shop.Client.GetAsync($"/v1/churn/models/{model.Text("id")}/scores").JsonAsync())["items"]!.AsArray().Single()!;
        (score.Text("externalId"), score.Text("lastOrderOn")).Should().Be(("early", "2025-07-01"));
    }

    [Fact]
    public async Task Another_currency_fits_the_model_anew_once_everybody_is_derived()
    {
        var now = service.Clock.GetCurrentInstant();
        var open = await Shop.OpenAsync(service, now);
        var shop = open.Merchant;
        await open.DeliverAsync("o-1");
        var before = await service.FitAsync(shop, new { });

        await shop.Client.PatchAsync("/v1/merchant", new { currency = "GBP" }, "*").JsonAsync();
        await service.WorkAsync("recompute");
        await service.DispatchAsync(shop);
        await service.DoOperationsAsync();

        var models = (await shop.Client.GetAsync("/v1/churn/models").JsonAsync())["items"]!.AsArray();
        models.Should().HaveCount(2);
        models.Single(m => m!["isCurrent"]!.GetValue<bool>())!.Text("id").Should().NotBe(before.Text("id"));
    }

    [Fact]
    public async Task Scores_come_in_pages_and_as_csv_alike()
    {
        var shop = await ShopAsync(25);
        var scores = $"/v1/churn/models/{(await service.FitAsync(shop, new { })).Text("id")}/scores";

        var pages = await shop.Client.AllPagesAsync(scores, limit: 7);
        var csv = (await shop.Client.GetStringAsync($"{scores}?format=csv")).Trim().Split("\r\n").Select(line => line.Split(',')).ToList();

        csv[0][..3].Should().Equal("customerId", "source", "externalId");
        csv.Skip(1).Select(line => line[2]).Should().Equal(pages.Select(p => p.Text("externalId"))).And.OnlyHaveUniqueItems().And.HaveCount(25);
        csv[1][7].Should().Be(pages[0]["probabilityOfOrder"]!.ToJsonString());
    }

    [Fact]
    public async Task Csv_can_be_asked_for_by_accept()
    {
        var shop = await ShopAsync(3);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/churn/models/{(await service.FitAsync(shop, new { })).Text("id")}/scores");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));

        using var answer = await shop.Client.SendAsync(request, TestContext.Current.CancellationToken);

        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/csv");
    }

    [Fact]
    public async Task Who_objected_to_profiling_is_neither_fitted_nor_scored()
    {
        var shop = await ShopAsync(5);
        await service.OneAsync<int>(shop, "UPDATE customers SET profiling_objected_at = created_at WHERE merchant_id = $1 AND name = 's-3' RETURNING 1");

        var model = await service.FitAsync(shop, new { });

        model["counts"]!["customers"]!.GetValue<int>().Should().Be(4);
        (await shop.Client.AllPagesAsync($"/v1/churn/models/{model.Text("id")}/scores", 50)).Should().HaveCount(4);
    }

    [Fact]
    public async Task The_list_shows_the_newest_fit_first_and_one_is_current()
    {
        var shop = await ShopAsync(5);
        var first = await service.FitAsync(shop, new { });
        service.Clock.AdvanceSeconds(1);
        var second = await service.FitAsync(shop, new { });

        var models = await shop.Client.AllPagesAsync("/v1/churn/models", limit: 1);

        models.Select(m => (m.Text("id"), m["isCurrent"]!.GetValue<bool>())).Should().Equal((second.Text("id"), true), (first.Text("id"), false));
    }

    [Theory]
    [InlineData("""{"asOf":"2026-03-03"}""", "risk.as_of_future")]
    [InlineData("""{"horizonDays":0}""", "request.invalid")]
    public async Task What_cannot_be_fitted_is_refused(string body, string code) =>
        (await (await service.NewMerchantAsync()).Client.PostAsync("/v1/churn/models", body).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be(code);

    [Fact]
    public async Task Sales_may_read_models_and_not_fit_them()
    {
        var sales = await service.NewMerchantAsync(Scopes.Sales);

        (await sales.Client.GetAsync("/v1/churn/models").JsonAsync())["items"]!.AsArray().Should().BeEmpty();
        (await sales.Client.PostAsync("/v1/churn/models", new { }).ProblemCodeAsync(HttpStatusCode.Forbidden)).Should().Be("request.missing_scope");
    }

    [Fact]
    public async Task Another_merchants_model_is_not_there()
    {
        var (mine, theirs) = (await service.NewMerchantAsync(), await ShopAsync(3));
        var model = (await service.FitAsync(theirs, new { })).Text("id");

        (await mine.Client.GetAsync($"/v1/churn/models/{model}").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("churn_model.not_found");
        (await mine.Client.GetAsync($"/v1/churn/models/{model}/scores?format=csv").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("churn_model.not_found");
    }

    private async Task<TestMerchant> ShopAsync(int buyers)
    {
        var shop = await service.NewMerchantAsync();
        if (buyers > 0)
            await service.AddBuyersAsync(shop, Buyers.Simulated(buyers, Today));
        return shop;
    }
}
