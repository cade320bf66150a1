using System.Net;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.FollowUps;

/// <summary>From a fact through a duty to a level, over HTTP.</summary>
public sealed class FollowUpJourneyTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task An_answered_check_brings_a_buyer_to_level_four()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-1");
        await shop.AllowAsync(customer);
        await shop.RunAsync("due-follow-ups");
        await shop.PassAsync(Duration.FromDays(7));
        await shop.RunAsync("due-follow-ups");
        var check = await shop.FollowUpAsync(customer, "qualityCheck");

        var answers = check["lines"]!.AsArray().Select(line => new { orderLineId = line!.Text("orderLineId"), rating = 5, text = "Fragrant." }).ToArray();
        await shop.Client.PostAsync($"/v1/follow-ups/{check.Text("id")}/complete", new { outcome = "answered", answers }).JsonAsync();
        await shop.DispatchAsync();

        var responsible = await shop.Client.GetAsync("/v1/customers?level=responsible").JsonAsync();
        responsible["items"]!.AsArray().Single()!.Text("id").Should().Be(customer.ToString());
        (await shop.FollowUpAsync(customer, "qualityCheck", step: 2)).Text("status").Should().Be("cancelled", "nothing is left to ask");
    }

    [Fact]
    public async Task What_a_buyer_must_know_is_owed_until_it_is_shipped()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.Client.PostAsync("/v1/products", new { sku = "KETTLE", name = "Kettle", returnable = false }).JsonAsync(HttpStatusCode.Created);
        var order = Sample.Order("f-1", placedAt: Shop.Text(service.Clock.GetCurrentInstant())).With("deliveries", new[] { new { promisedAt = "2026-03-05T10:00:00Z" } });
        var customer = Guid.Parse((await shop.Client.PostAsync("/v1/orders", order).JsonAsync(HttpStatusCode.Created)).Text("customerId"));
        await shop.DispatchAsync();
        var before = (await shop.FollowUpAsync(customer, "orderFacts")).Text("deadline");
        await shop.PassAsync(Duration.FromHours(1));

        await shop.Client.PostAsync("/v1/orders/~shop:f-1/deliveries", new { shippedAt = "2026-03-02T02:50:00Z" }).JsonAsync();
        await shop.DispatchAsync();

        (before, (await shop.FollowUpAsync(customer, "orderFacts")).Text("deadline")).Should().Be(("2026-03-02T14:00:00Z", "2026-03-02T02:50:00Z"));
    }

    [Fact]
    public async Task A_message_handed_over_is_a_duty_done_and_in_the_outbox()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-2");
        await shop.AllowAsync(customer);
        await shop.PassAsync(Duration.FromDays(7));

        var summary = await shop.RunAsync("due-follow-ups");

        summary.ToString().Should().Be("handedOver 1");
        var message = await shop.MessageAsync(customer, "qualityCheck");
        message.Text("status").Should().Be("handedOver");
        message.Text("address").Should().Be("c-o-2@example.com");
        message.Text("body").Should().Contain("KETTLE").And.Contain("王芳");
        var check = await shop.FollowUpAsync(customer, "qualityCheck");
        (check.Text("status"), check.Text("outcome"), check.Text("channel")).Should().Be(("done", "noAnswer", "email"));
        (await TimelineAsync(shop, "followUpDone")).Should().Equal("qualityCheck · email");
    }

    [Fact]
    public async Task A_check_names_its_lines_and_its_customer()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("o-3");

        var check = await shop.FollowUpAsync(customer, "qualityCheck");

        check.Text("customerName").Should().Be("王芳");
        check.Text("level").Should().Be("responsible");
        check["lines"]!.AsArray().Select(line => line!.Text("sku")).Should().BeEquivalentTo("TEA-1", "KETTLE");
        check.Text("dueAt").Should().Be("2026-03-09T01:58:00Z");
    }

    [Fact]
    public async Task What_was_handed_over_can_be_answered_later_and_counts_as_done_in_time()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-4", new() { ["email"] = "four@example.com" });
        await shop.RunAsync("due-follow-ups");
        await shop.PassAsync(Duration.FromDays(20));
        var welcome = await shop.FollowUpAsync(customer, "welcome");

        var answered = await shop.Client.PostAsync($"/v1/follow-ups/{welcome.Text("id")}/complete", new { outcome = "answered", note = "Asked for a catalogue." }).JsonAsync();

        answered["missedAt"].Should().BeNull();
        answered.Text("completedAt").Should().Be("2026-03-02T02:00:00Z");
        answered.Text("answeredAt").Should().Be("2026-03-22T02:00:00Z");
        (await TimelineAsync(shop, "followUpDone")).Should().Equal("welcome · answered · Asked for a catalogue.", "welcome · email");
    }

    [Fact]
    public async Task An_enquiry_is_answered_at_the_enquiry()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-5", new() { ["email"] = "five@example.com" });
        var enquiry = await shop.Client.PostAsync("/v1/interactions", Enquiry).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        var duty = await shop.FollowUpAsync(customer, "bestValue");

        var code = await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/complete", new { outcome = "answered" }).ProblemCodeAsync(HttpStatusCode.Conflict);

        await shop.Client.PostAsync($"/v1/interactions/{enquiry.Text("id")}/answer", new { text = "Yes: <1 kg>\nSee you!" }).JsonAsync();
        code.Should().Be("follow_up.use_subject");
        (await shop.FollowUpAsync(customer, "bestValue")).Text("outcome").Should().Be("answered");
        (await shop.MessageAsync(customer, "answer")).Text("body").Should().Contain("<p>Yes: &lt;1 kg&gt;<br>See you!</p>");
    }

    private static readonly object Enquiry = new
    {
        source = "shop",
        externalId = "e-1",
        customer = new { source = "shop", externalId = "c-5" },
        kind = "enquiry",
        occurredAt = "2026-03-02T09:59:00+08:00",
        adviceWanted = true,
    };

    private static async Task<List<string>> TimelineAsync(Shop shop, string kind)
    {
        var customer = (await shop.Client.GetAsync("/v1/customers").JsonAsync())["items"]!.AsArray().Single()!.Text("id");
        return [.. (await shop.Client.GetAsync($"/v1/customers/{customer}/timeline?kind={kind}").JsonAsync())["items"]!.AsArray().Select(e => e!.Text("summary"))];
    }
}
