using System.Net;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Cooperation;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Relationships;

/// <summary>Breach and repair, and how far a customer can be trusted in turn, through the front door.</summary>
public sealed class TrustJourneyTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_broken_promise_is_named_with_what_makes_it_good_until_it_is()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var promise = await shop.Client.PostAsync("/v1/promises", new { customerId = customer, what = "A sample.", dueOn = "2026-03-05" }).JsonAsync(HttpStatusCode.Created);
        await shop.PassAsync(Duration.FromDays(4));
        await shop.RunAsync("missed-follow-ups");
        await shop.DispatchAsync();

        var breach = (await TrustAsync(shop, customer))["openBreaches"]!.AsArray().Should().ContainSingle().Subject!;
        (breach.Text("kind"), breach.Text("subjectId"), breach["remedy"]!.Text("code")).Should().Be(("promiseBroken", promise.Text("id"), "breach.repairPromise"));
        await shop.Client.PostAsync($"/v1/promises/{promise.Text("id")}/repair", new { repairedBy = "told", note = "Sent." }).JsonAsync();
        await shop.DispatchAsync();

        (await TrustAsync(shop, customer))["openBreaches"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task An_overdue_case_is_named_until_the_customer_says_that_it_is_solved()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        var opened = await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = "It leaks.", topic = "quality" }).JsonAsync(HttpStatusCode.Created);
        await shop.PassAsync(Duration.FromDays(2));
        await shop.RunAsync("missed-follow-ups");
        await shop.DispatchAsync();

        var breach = (await TrustAsync(shop, customer))["openBreaches"]!.AsArray().Should().ContainSingle().Subject!;
        (breach.Text("kind"), breach.Text("subjectId"), breach["remedy"]!.Text("code")).Should().Be(("caseOverdue", opened.Text("id"), "breach.confirmCase"));
        await shop.Client.PostAsync($"/v1/cases/{opened.Text("id")}/resolve", new { note = "Replaced." }).JsonAsync();
        await shop.Client.PostAsync($"/v1/cases/{opened.Text("id")}/revisit", new { outcome = "solved" }).JsonAsync();
        await shop.DispatchAsync();

        (await TrustAsync(shop, customer))["openBreaches"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Who_answered_about_what_they_bought_gets_half_of_their_usual_order_back_at_once()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.RateAsync("o-1", "TEA-1", 5);

        var extended = (await TrustAsync(shop, customer))["extended"]!;

        extended["instantRefundUpTo"]!.Text("amount").Should().Be("10.00");
        (extended["refundBecause"]!.Text("code"), extended["reserveWithoutDeposit"]!.GetValue<bool>()).Should().Be(("trustExtended.verifying", false));
    }

    [Fact]
    public async Task After_an_objection_to_profiling_none_of_it_is_told()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.RateAsync("o-1", "TEA-1", 5);
        await shop.ObjectAsync(customer, profiling: true).JsonAsync();

        var trust = await TrustAsync(shop, customer);

        (trust.Text("withheld"), trust["extended"]).Should().Be(("objection", null));
        trust["openBreaches"]!.AsArray().Should().BeEmpty();
    }

    private static Task<JsonNode> TrustAsync(Shop shop, Guid customer) => shop.Client.GetAsync($"/v1/customers/{customer}/trust").JsonAsync();
}
