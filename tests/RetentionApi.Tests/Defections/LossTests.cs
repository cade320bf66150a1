using NodaTime;
using RetentionApi.Tests.Reports;
using RetentionApi.Tests.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Defections;

/// <summary>Who is lost by silence, is asked to come back, then why, and comes back after all.</summary>
public sealed class LossTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Who_crosses_into_lost_is_on_the_ledger_with_what_was_owed_and_is_asked_to_come_back_once()
    {
        var silent = await SilentCustomer.OfAsync(service);
        var on = await silent.BecomeLostAsync();

        var line = await silent.LineAsync();
        (line.Text("lostOn"), line.Text("known"), line["cameBackOn"]).Should().Be(($"{on:uuuu-MM-dd}", "unknown", null));
        line["owedThen"]!.AsArray().Select(d => (d!.Text("kind"), d!.Text("about"))).Should().Contain(("missedDuty", "qualityCheck"));
        (await silent.Shop.RunAsync("due-follow-ups")).ToString().Should().Contain("handedOver");
        (await silent.Shop.MessageAsync(silent.Id, "winBack")).Text("class").Should().Be("marketing");
        await silent.BecomeLostAsync(daysLater: 1);
        (await service.OneAsync<long>(silent.Shop.Merchant, $"SELECT count(*) FROM follow_ups WHERE merchant_id = $1 AND customer_id = '{silent.Id}' AND kind = 'winBack' AND step = 1")).Should().Be(1);
    }

    [Fact]
    public async Task Unanswered_they_are_asked_why_and_their_word_is_the_cause()
    {
        var silent = await SilentCustomer.OfAsync(service);
        var link = await AskedWhyAsync(silent);

        var page = await new Browser(service).OpenAsync(link);
        var nothing = await new Browser(service).SubmitAsync(link);
        var thanks = await new Browser(service).SubmitAsync(link, ("cause", "moved"), ("text", "去加拿大了"));
        await silent.Shop.DispatchAsync();

        page.Fields.Should().Equal("cause", "text");
        (nothing.Status, thanks.Title).Should().Be((System.Net.HttpStatusCode.UnprocessableEntity, "Thank you"));
        var line = await silent.LineAsync();
        (line.Text("cause"), line.Text("known"), line.Text("text"), line["reason"]).Should().Be(("moved", "told", "去加拿大了", null));
        (await silent.Shop.FollowUpAsync(silent.Id, "winBack", step: 2)).Text("outcome").Should().Be("answered");
        (await new Browser(service).SubmitAsync(link, ("cause", "price"))).Title.Should().Be("You have answered already");
    }

    [Fact]
    public async Task The_order_that_follows_closes_the_line_and_a_cancelled_one_opens_it_again()
    {
        var silent = await SilentCustomer.OfAsync(service);
        await silent.BecomeLostAsync();
        await silent.Shop.RunAsync("due-follow-ups");
        await silent.Shop.PassAsync(Duration.FromDays(3));

        var back = await silent.OrderAsync("m-back");
        service.Clock.Advance(Duration.FromHours(1));
        var trust = await silent.Shop.Client.GetAsync($"/v1/customers/{silent.Id}/trust").JsonAsync();
        var again = await silent.OrderAsync("m-back", body => body.With("status", "cancelled").With("updatedAt", Shop.Text(service.Clock.GetCurrentInstant())));

        back["cameBackOrderId"].Should().NotBeNull();
        trust.ToJsonString().Should().Contain("orderAfterWinBack");
        (again["cameBackOn"], again.Text("id")).Should().Be((null, back.Text("id")));
        (await silent.Shop.FollowUpAsync(silent.Id, "winBack", step: 2)).Text("status").Should().BeOneOf("cancelled", "scheduled");
    }

    [Fact]
    public async Task Customers_whom_a_fit_finds_lost_have_their_line_in_their_own_month_and_owe_no_win_back()
    {
        var shop = await Shop.OpenAsync(service);
        var old = Enumerable.Range(1, 20).Select(n => Buyer.Of($"old-{n}", "2024-01-10", "2024-02-10"));
        await service.AddBuyersAsync(shop.Merchant, [.. Buyers.Simulated(200, new LocalDate(2026, 3, 1)), .. old]);

        await service.FitAsync(shop.Merchant, new { });
        await service.FitAsync(shop.Merchant, new { });

        const string Lost = "SELECT count(*) FROM customer_standings WHERE merchant_id = $1 AND risk_band = 'lost'";
        var lines = await service.OneAsync<long>(shop.Merchant, "SELECT count(*) FROM defections WHERE merchant_id = $1 AND withdrawal IS NULL");
        lines.Should().BeGreaterThanOrEqualTo(20).And.Be(await service.OneAsync<long>(shop.Merchant, Lost));
        (await service.OneAsync<long>(shop.Merchant, """
            SELECT count(*) FROM defections d JOIN customer_standings s ON s.merchant_id = d.merchant_id AND s.customer_id = d.customer_id AND s.lost_on = d.lost_on
            WHERE d.merchant_id = $1 AND d.watched_at IS NULL
            """)).Should().Be(lines);
    }

    [Fact]
    public async Task The_balance_closes_with_the_customers_who_are_not_lost()
    {
        var silent = await SilentCustomer.OfAsync(service);
        var on = await silent.BecomeLostAsync();

        var months = (await new ReportShop(silent.Shop).ReportAsync("defections"))["months"]!.AsArray();

        var last = months[^1]!;
        long Of(string member) => last[member]!.GetValue<long>();
        (months.Count, last.Text("month"), Of("lost") > 0).Should().Be((12, $"{on:uuuu-MM}-01", true));
        (Of("opening") + Of("new") + Of("wonBack") - Of("lost")).Should().Be(Of("closing"));
        Of("closing").Should().Be(await service.OneAsync<long>(
            silent.Shop.Merchant, "SELECT count(*) FROM customer_standings WHERE merchant_id = $1 AND order_days > 0 AND risk_band IS DISTINCT FROM 'lost'"));
    }

    private static async Task<string> AskedWhyAsync(SilentCustomer silent)
    {
        await silent.BecomeLostAsync();
        await silent.Shop.RunAsync("due-follow-ups");
        await silent.Shop.DispatchAsync();
        await silent.Shop.PassAsync(Duration.FromDays(14));
        await silent.Shop.RunAsync("due-follow-ups");
        return Browser.LinkIn(await silent.Shop.MessageAsync(silent.Id, "askWhy"));
    }
}
