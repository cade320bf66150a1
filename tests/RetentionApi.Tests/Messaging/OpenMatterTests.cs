using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Messaging;

/// <summary>Nobody is advertised to while something of theirs is open.</summary>
public sealed class OpenMatterTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_survey_waits_while_a_case_is_open_and_goes_when_it_is_closed()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");
        await shop.AllowAsync(customer);
        await shop.PassAsync(Duration.FromDays(7));
        var opened = await shop.Client.PostAsync("/v1/cases", new { customerId = customer, text = "It leaks.", topic = "quality" }).JsonAsync(HttpStatusCode.Created);
        await shop.RunAsync("due-follow-ups");
        var held = await shop.MessageAsync(customer, "qualityCheck");

        await shop.Client.PostAsync($"/v1/cases/{opened.Text("id")}/resolve", new { }).JsonAsync();
        await shop.Client.PostAsync($"/v1/cases/{opened.Text("id")}/revisit", new { outcome = "solved" }).JsonAsync();
        await shop.PassAsync(Duration.FromDays(1));
        await shop.RunAsync("due-follow-ups");

        (held.Text("status"), held.Text("holdReason"), held.Text("heldUntil")).Should().Be(("held", "caseOpen", "2026-03-10T02:00:00Z"));
        var sent = await shop.MessageAsync(customer, "qualityCheck");
        (sent.Text("status"), sent.Text("holdReason")).Should().Be(("handedOver", "caseOpen"));
        (await shop.FollowUpAsync(customer, "qualityCheck")).Text("heldFor").Should().Be("P1D");
    }

    [Theory]
    [InlineData(false, "held", "returnOpen")]
    [InlineData(true, "handedOver", null)]
    public async Task Marketing_waits_while_a_return_is_not_refunded(bool isRefunded, string status, string? reason)
    {
        var shop = await Shop.OpenAsync(service);
        await shop.Client.PostAsync("/v1/products", new { sku = "TEA-1", name = "Tea", useUpDays = 10 }).JsonAsync(HttpStatusCode.Created);
        var customer = await shop.DeliverAsync("o-1");
        await shop.AllowAsync(customer);
        await shop.Client.PostAsync("/v1/orders/~shop:o-1/returns", Return(isRefunded, Shop.Text(service.Clock.GetCurrentInstant()))).JsonAsync(HttpStatusCode.Created);
        await shop.PassAsync(Duration.FromDays(13));

        await shop.RunAsync("due-follow-ups");

        var message = await shop.MessageAsync(customer, "replenish");
        (message.Text("status"), message["holdReason"]?.GetValue<string>()).Should().Be((status, reason));
    }

    private static Dictionary<string, object> Return(bool isRefunded, string at)
    {
        var told = new Dictionary<string, object> { ["externalId"] = "r-1", ["reason"] = "changedMind", ["returnedAt"] = at, ["lines"] = new[] { new { lineNumber = 2, quantity = 1 } } };
        return isRefunded ? told.With("refund", new { amount = "399.00", currency = "CNY" }) : told;
    }
}
