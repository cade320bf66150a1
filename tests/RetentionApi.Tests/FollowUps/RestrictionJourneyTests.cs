using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.FollowUps;

public sealed class RestrictionJourneyTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task An_enquiry_and_a_check_are_owed_again_when_a_restriction_is_lifted()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.DeliverAsync("r-1");
        await shop.Client.PostAsync("/v1/interactions", new
        {
            source = "shop",
            externalId = "e-1",
            customer = new { source = "shop", externalId = "c-r-1" },
            kind = "enquiry",
            occurredAt = "2026-03-02T09:59:00+08:00",
            adviceWanted = true,
        }).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();

        await RestrictAsync(shop, customer, true);
        var during = await StatusesAsync(shop);
        await shop.PassAsync(Duration.FromMinutes(30));
        await RestrictAsync(shop, customer, false);

        during.Should().NotContain(s => s.EndsWith("due") || s.EndsWith("scheduled"));
        (await StatusesAsync(shop)).Should().Contain(["bestValue 1 due", "welcome 1 due", "qualityCheck 1 scheduled", "qualityCheck 2 scheduled"]);
        (await shop.FollowUpAsync(customer, "bestValue"))["cancellation"].Should().BeNull();
    }

    [Fact]
    public async Task What_a_person_wrote_down_by_hand_is_not_lost()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-hand");
        var duty = await shop.AskForAsync(customer);

        await RestrictAsync(shop, customer, true);
        (await ReadAsync(shop, duty)).Text("cancellation").Should().Be("stopped");
        await shop.PassAsync(Duration.FromHours(5));
        await RestrictAsync(shop, customer, false);

        var again = await ReadAsync(shop, duty);
        (again.Text("status"), again["cancellation"], again.Text("deadline"), again.Text("note")).Should().Be(("due", null, duty.Text("deadline"), duty.Text("note")));
    }

    private static Task<JsonNode> ReadAsync(Shop shop, JsonNode duty) => shop.Client.GetAsync($"/v1/follow-ups/{duty.Text("id")}").JsonAsync();

    private static async Task RestrictAsync(Shop shop, Guid customer, bool restriction)
    {
        await shop.Client.PutAsJsonAsync($"/v1/customers/{customer}/objections", new { profiling = false, marketing = false, restriction }).JsonAsync();
        await shop.DispatchAsync();
    }

    private static async Task<List<string>> StatusesAsync(Shop shop) =>
        [.. (await shop.QueryAsync($"SELECT kind || ' ' || step || ' ' || status FROM follow_ups WHERE merchant_id = '{shop.Merchant.Id}'")).Select(row => (string)row[0]!)];
}
