using System.Net;
using System.Net.Http.Json;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Interests;

/// <summary>From the storefront's report of stock or price to the customer who asked to be told.</summary>
public sealed class NewsTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Back_in_stock_is_told_once_and_ends_the_interest()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        var customer = await shop.VisitorAsync("c-1");
        var interest = await shop.AskAsync(customer);

        await shop.StockAsync(5);
        var duty = await shop.FollowUpAsync(customer, "newsAskedFor");
        await shop.RunAsync("due-follow-ups");
        await shop.DispatchAsync();

        (duty.Text("cause"), duty.Text("dueAt"), duty.Text("deadline")).Should().Be(($"interest:{interest.Text("id")}", "2026-03-02T02:00:00Z", "2026-03-03T02:00:00Z"));
        var message = await shop.MessageAsync(customer, "newsAskedFor");
        (message.Text("class"), message.Text("subject"), message.Text("status")).Should().Be(("service", "The news you asked for", "handedOver"));
        message.Text("body").Should().Contain("<b>龙井</b>: 129.00 CNY");
        (await shop.InterestAsync(customer)).Text("endedAs").Should().Be("told");
    }

    [Fact]
    public async Task A_price_that_falls_to_the_one_named_is_news()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync(stock: 3);
        var (patient, thrifty) = (await shop.VisitorAsync("c-1"), await shop.VisitorAsync("c-2"));
        await shop.AskAsync(patient, priceBelow: "99.00");
        await shop.AskAsync(thrifty, priceBelow: "59.00");

        await shop.Client.PatchAsync("/v1/products/~sku:TEA-1", new { price = new { amount = "99.00", currency = "CNY" } }, "*").JsonAsync();
        await shop.DispatchAsync();
        await shop.RunAsync("due-follow-ups");

        (await shop.MessageAsync(patient, "newsAskedFor")).Text("body").Should().Contain("99.00 CNY");
        (await shop.FollowUpsAsync($"?kind=newsAskedFor&customerId={thrifty}")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_lower_price_is_news_whether_it_is_told_or_found_with_the_next_report()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync(stock: 3);
        var (one, two) = (await shop.VisitorAsync("c-1"), await shop.VisitorAsync("c-2"));
        await shop.AskAsync(one, priceBelow: "99.00");
        await shop.AskAsync(two, priceBelow: "89.00");

        await shop.Client.PostAsync("/v1/products", new { sku = Tea.Sku, price = new { amount = "95.00", currency = "CNY" } }).JsonAsync();
        await shop.DispatchAsync();
        (await shop.FollowUpAsync(one, "newsAskedFor")).Text("status").Should().Be("due");
        await shop.QueryAsync($"UPDATE products SET price = 85 WHERE merchant_id = '{shop.Merchant.Id}'");
        await shop.Client.PostAsync("/v1/products", new { sku = Tea.Sku, name = "明前龙井" }).JsonAsync();
        await shop.DispatchAsync();

        (await shop.FollowUpAsync(two, "newsAskedFor")).Text("status").Should().Be("due");
    }

    [Fact]
    public async Task What_is_true_already_is_told_at_once_and_a_cheap_product_that_is_sold_out_is_no_news()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync(stock: 3);
        var (one, two) = (await shop.VisitorAsync("c-1"), await shop.VisitorAsync("c-2"));

        await shop.AskAsync(one);
        await shop.StockAsync(0);
        await shop.AskAsync(two, priceBelow: "150.00");

        (await shop.FollowUpAsync(one, "newsAskedFor")).Text("cancellation").Should().Be("stopped");
        (await shop.InterestAsync(two))["fulfilledAt"].Should().BeNull();
        await shop.StockAsync(1);
        (await shop.FollowUpAsync(one, "newsAskedFor")).Text("status").Should().Be("due");
        (await shop.FollowUpAsync(two, "newsAskedFor")).Text("status").Should().Be("due");
    }

    [Fact]
    public async Task Sold_out_again_at_the_moment_of_telling_stops_it_and_the_interest_waits_on()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        var customer = await shop.VisitorAsync("c-1");
        await shop.AskAsync(customer);
        await shop.StockAsync(5);
        await shop.Client.PutAsync("/v1/products/~sku:TEA-1/stock", JsonContent.Create(new { stock = 0 })).JsonAsync(); // nothing has followed from it yet

        var summary = await shop.RunAsync("due-follow-ups");

        summary.Counts["stopped"].Should().Be(1);
        (await shop.MessagesAsync(customer)).Should().NotContain(m => m.Text("template") == "newsAskedFor");
        await shop.DispatchAsync();
        (await shop.InterestAsync(customer))["endedAt"].Should().BeNull();
        await shop.StockAsync(2);
        await shop.RunAsync("due-follow-ups");
        (await shop.MessageAsync(customer, "newsAskedFor")).Text("status").Should().Be("handedOver");
    }

    [Fact]
    public async Task Asked_for_again_after_it_was_told_it_is_told_again()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        var customer = await shop.VisitorAsync("c-1");
        for (var time = 1; time <= 2; time++)
        {
            await shop.AskAsync(customer);
            await shop.StockAsync(5);
            await shop.RunAsync("due-follow-ups");
            await shop.DispatchAsync();
            await shop.StockAsync(0);
        }

        (await shop.MessagesAsync(customer)).Count(m => m.Text("template") == "newsAskedFor").Should().Be(2);
        (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/interests?open=true", 10)).Should().BeEmpty();
    }

    [Fact]
    public async Task Merged_customers_who_both_asked_are_one_person_who_is_told_once()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        var (ann, anne) = (await shop.VisitorAsync("c-1"), await shop.VisitorAsync("c-2"));
        await shop.AskAsync(ann);
        await shop.AskAsync(anne);
        await shop.Client.PostAsync($"/v1/customers/{ann}/merge", new { duplicateId = anne }).JsonAsync();

        await shop.StockAsync(5);
        await shop.RunAsync("due-follow-ups");
        await shop.DispatchAsync();

        (await shop.MessagesAsync(ann)).Count(m => m.Text("template") == "newsAskedFor").Should().Be(1);
        (await shop.Client.AllPagesAsync($"/v1/customers/{ann}/interests?open=false", 10)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Buying_it_within_fourteen_days_shows_that_it_was_welcome()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        var customer = await shop.VisitorAsync("c-1");
        await shop.AskAsync(customer);
        await shop.StockAsync(5);
        await shop.RunAsync("due-follow-ups");
        await shop.PassAsync(Duration.FromDays(3));

        var order = Sample.Order("o-1", "c-1", Shop.Text(service.Clock.GetCurrentInstant())).With("lines", new[] { Sample.Line(Tea.Sku, 1, "129.00") });
        await shop.Client.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();

        (await shop.Client.GetAsync($"/v1/customers/{customer}/relationship").JsonAsync()).Text("level").Should().Be("proactive");
    }

    [Fact]
    public async Task Twelve_thousand_who_wait_all_hear_of_it_and_none_by_the_request()
    {
        const int Waiting = 12_000;
        var shop = await Shop.OpenAsync(service);
        await shop.SellAsync();
        var product = (await shop.Client.GetAsync("/v1/products/~sku:TEA-1").JsonAsync())["product"]!.Text("id");
        await shop.QueryAsync($"""
            INSERT INTO interests (merchant_id, id, customer_id, product_id, kind, asked_at)
            SELECT '{shop.Merchant.Id}', gen_random_uuid(), gen_random_uuid(), '{product}', 'backInStock', '2026-03-01Z' FROM generate_series(1, {Waiting});
            INSERT INTO customer_standings (merchant_id, customer_id, earned_level, level_since, trust_at, cognitive_positive, cognitive_negative, cognitive_breach, affective_positive,
              affective_negative, affective_breach, behavioural_positive, behavioural_negative, behavioural_breach, trust_stage, order_days, spend, spend_orders, touched_at)
            SELECT merchant_id, customer_id, 1, asked_at, asked_at, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'contact', 0, 0, 0, asked_at FROM interests WHERE merchant_id = '{shop.Merchant.Id}'
            """);

        await shop.Client.PutAsync("/v1/products/~sku:TEA-1/stock", JsonContent.Create(new { stock = 9 })).JsonAsync();
        var byRequest = await service.Database.CountAsync($"outbox_messages WHERE merchant_id = '{shop.Merchant.Id}'");
        await shop.DispatchAsync();

        byRequest.Should().BeLessThan(5);
        (await service.Database.CountAsync($"interests WHERE merchant_id = '{shop.Merchant.Id}' AND fulfilled_at IS NOT NULL")).Should().Be(Waiting);
        (await service.Database.CountAsync($"outbox_messages WHERE merchant_id = '{shop.Merchant.Id}'")).Should().Be(0);
    }
}
