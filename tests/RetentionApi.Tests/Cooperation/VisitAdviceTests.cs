using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Cooperation;

/// <summary>Who comes back to a category and does not buy.</summary>
public sealed class VisitAdviceTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Is_written_the_advice_which_is_recorded_and_taken_by_buying()
    {
        var (shop, customer) = await OpenAsync();

        await shop.RunAsync("due-follow-ups");
        await shop.DispatchAsync();

        var duty = await shop.FollowUpAsync(customer, "bestValue");
        var message = await shop.MessageAsync(customer, "bestValue");
        (message.Text("class"), message.Text("status")).Should().Be(("marketing", "handedOver"));
        message.Text("body").Should().Contain("<b>Cup C</b>, 10.00 CNY<br>Nobody has rated it yet");
        var advice = (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/advice", 10)).Should().ContainSingle().Subject;
        (advice.Text("cause"), advice.Text("category"), advice.Text("channel")).Should().Be(($"followUp:{duty.Text("id")}", "cups", "email"));
        advice["products"]!.AsArray().Select(p => p!.Text("sku")).Should().Equal("C", "B", "A");
    }

    [Fact]
    public async Task Is_left_alone_after_buying_meanwhile()
    {
        var (shop, customer) = await OpenAsync();
        var order = Sample.Order("o-1", "c-1", Shop.Text(service.Clock.GetCurrentInstant())).With("lines", new[] { Sample.Line("B", 1, "20.00") });
        await shop.Client.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created); // nothing has followed from it yet

        (await shop.RunAsync("due-follow-ups")).Counts["stopped"].Should().Be(1);

        await shop.DispatchAsync();
        (await shop.FollowUpAsync(customer, "bestValue")).Text("cancellation").Should().Be("stopped");
        (await shop.MessagesAsync(customer)).Should().NotContain(m => m.Text("template") == "bestValue");
    }

    [Fact]
    public async Task Is_left_alone_where_there_is_nothing_to_choose_from()
    {
        var (shop, customer) = await OpenAsync();
        await shop.QueryAsync($"UPDATE products SET stock = 0 WHERE merchant_id = '{shop.Merchant.Id}' AND sku IN ('A', 'B')");

        await shop.RunAsync("due-follow-ups");

        (await shop.FollowUpAsync(customer, "bestValue")).Text("cancellation").Should().Be("stopped");
        (await shop.Client.AllPagesAsync($"/v1/customers/{customer}/advice", 10)).Should().BeEmpty();
    }

    [Fact]
    public async Task Is_for_staff_to_advise_without_consent()
    {
        var (shop, customer) = await OpenAsync(mayBeWritten: false);

        var duty = await shop.FollowUpAsync(customer, "bestValue");

        (duty.Text("channel"), duty.Text("status")).Should().Be(("staff", "due"));
        (await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/complete", new { outcome = "answered" }).JsonAsync()).Text("status").Should().Be("done");
    }

    [Fact]
    public async Task Advice_that_staff_give_does_the_duty()
    {
        var (shop, customer) = await OpenAsync(mayBeWritten: false);
        var duty = (await shop.FollowUpAsync(customer, "bestValue")).Text("id");

        await shop.Client.PostAsync($"/v1/customers/{customer}/advice", new { category = "cups", followUpId = duty }).JsonAsync(HttpStatusCode.Created);

        (await shop.Client.GetAsync($"/v1/follow-ups/{duty}").JsonAsync()).Text("status").Should().Be("done");
    }

    private async Task<(Shop Shop, Guid Customer)> OpenAsync(bool mayBeWritten = true)
    {
        var shop = await Shop.OpenAsync(service);
        await shop.OfferAsync();
        var customer = await shop.ReportAsync("c-1", new() { ["email"] = "one@example.com", ["language"] = "en" });
        if (mayBeWritten)
            await shop.AllowAsync(customer);
        await VisitAsync(shop, customer, "v-1");
        await shop.PassAsync(Duration.FromDays(3));
        await VisitAsync(shop, customer, "v-2");
        await shop.DispatchAsync();
        return (shop, customer);
    }

    private async Task VisitAsync(Shop shop, Guid customer, string externalId)
    {
        var occurredAt = Shop.Text(service.Clock.GetCurrentInstant());
        await shop.Client.PostAsync("/v1/interactions", new { source = "web", externalId, kind = "visit", occurredAt, customerId = customer, category = "cups" })
            .JsonAsync(HttpStatusCode.Created);
    }
}
