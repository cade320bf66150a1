using System.Net;
using RetentionApi.Tests.Merchants.Policies;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Cooperation;

public sealed class RecommendationTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task What_can_be_bought_is_ranked_with_both_numbers_and_a_reason()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.OfferAsync();
        var customer = await shop.ReportAsync("c-1");
        shop.Client.DefaultRequestHeaders.Add("Accept-Language", "en");

        var advice = await shop.RecommendAsync(customer);

        var items = advice["items"]!.AsArray();
        items.Select(i => i!.Text("sku")).Should().Equal("C", "B", "A");
        items.Select(i => i!["priceRank"]!.GetValue<decimal>()).Should().Equal(0, 0.5m, 1);
        items.Should().OnlyContain(i => i!["quality"]!.GetValue<decimal>() == 0.5m && i["answers"]!.GetValue<int>() == 0);
        items[0]!["because"]!.Text("text").Should().Be("Nobody has rated it yet, so its quality is taken as usual here (50 of 100); 0 of 3 cost less.");
        advice["qualityWeight"]!.GetValue<decimal>().Should().Be(0.375m, "price is the merchant's first value, quality the third");
    }

    /// <summary>The mean of 1, 1 and 0 is 2/3: Q of A (5·2/3 + 2)/(5 + 2) = .762, of B (10/3)/(5 + 1) = .556, of C the mean.</summary>
    [Fact]
    public async Task The_answers_to_quality_checks_decide_what_is_good()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.OfferAsync();
        await shop.RateAsync("o-1", "A", 5);
        await shop.RateAsync("o-2", "A", 5);
        await shop.RateAsync("o-3", "B", 1);

        var items = (await shop.RecommendAsync(await shop.ReportAsync("c-1")))["items"]!.AsArray();

        items.ToDictionary(i => i!.Text("sku"), i => (i!["quality"]!.GetValue<decimal>(), i["answers"]!.GetValue<int>()))
            .Should().BeEquivalentTo(new Dictionary<string, (decimal, int)> { ["A"] = (0.762m, 2), ["B"] = (0.556m, 1), ["C"] = (0.667m, 0) });
    }

    [Fact]
    public async Task An_answer_about_a_cancelled_order_counts_no_more()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.OfferAsync();
        await shop.RateAsync("o-1", "A", 5);
        (await shop.QueryAsync($"SELECT answers, ratings FROM product_quality WHERE merchant_id = '{shop.Merchant.Id}'")).Single().Should().Equal(1, 5L);

        await shop.QueryAsync($"UPDATE orders SET status = 'cancelled' WHERE merchant_id = '{shop.Merchant.Id}'");
        await shop.ReportAsync("c-9");
        await shop.Client.PostAsync("/v1/customers", new { source = "shop", externalId = "c-o-1", name = "Ann" }).JsonAsync();
        await shop.DispatchAsync();

        (await shop.QueryAsync($"SELECT answers, ratings FROM product_quality WHERE merchant_id = '{shop.Merchant.Id}'")).Single().Should().Equal(0, 0L);
    }

    [Fact]
    public async Task What_a_customer_values_turns_the_advice()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.OfferAsync(("A", "30.00", 5), ("B", "20.00", 5));
        await shop.RateAsync("o-1", "A", 5);
        await shop.RateAsync("o-2", "B", 1);
        var (thrifty, choosy) = (await shop.ReportAsync("c-1"), await shop.ReportAsync("c-2"));
        for (var survey = 0; survey < 6; survey++)
            await shop.QueryAsync($"""
                INSERT INTO value_points (merchant_id, source, value, customer_id, points, occurred_at)
                VALUES ('{shop.Merchant.Id}', 'survey:{survey}', 'quality', '{choosy}', 4, '2026-03-01Z')
                """);

        (await shop.RecommendAsync(thrifty))["items"]![0]!.Text("sku").Should().Be("B");
        (await shop.RecommendAsync(choosy))["items"]![0]!.Text("sku").Should().Be("A");
    }

    [Fact]
    public async Task With_one_product_there_is_nothing_to_compare()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.OfferAsync(("A", "30.00", 5), ("B", "20.00", 0));

        var advice = await shop.RecommendAsync(await shop.ReportAsync("c-1"));

        advice["items"]!.AsArray().Should().BeEmpty();
        advice["because"]!.Text("code").Should().Be("advice.tooFew");
    }

    [Fact]
    public async Task Where_one_is_enough_and_the_mean_weighs_nothing_the_only_one_is_advised()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.OfferAsync(("A", "30.00", 5));
        await PolicyTests.PutAsync(shop.Merchant, """{"content":{"cooperation":{"leastProducts":1,"meanWeighsAnswers":0}}}""", "*").JsonAsync();

        var item = (await shop.RecommendAsync(await shop.ReportAsync("c-1")))["items"]!.AsArray().Single()!;

        (item.Text("sku"), item["quality"]!.GetValue<decimal>(), item["priceRank"]!.GetValue<decimal>()).Should().Be(("A", 0.5m, 0m));
    }

    [Fact]
    public async Task An_objection_to_profiling_withholds_them()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.OfferAsync();
        var customer = await shop.ReportAsync("c-1");

        await shop.ObjectAsync(customer, profiling: true).JsonAsync();

        var advice = await shop.RecommendAsync(customer);
        (advice.Text("withheld"), advice["qualityWeight"], advice["items"]!.AsArray().Count).Should().Be(("objection", null, 0));
    }

    [Fact]
    public async Task Without_a_category_and_for_nobody_it_is_refused()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var other = await service.NewMerchantAsync();

        (await shop.Client.GetAsync($"/v1/customers/{customer}/recommendations").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity)).Should().Be("request.invalid");
        (await other.Client.GetAsync($"/v1/customers/{customer}/recommendations?category=cups").ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("customer.not_found");
    }
}
