using System.Net;
using System.Text.Json.Nodes;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.FollowUps;

public sealed class ActedAtJourneyTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_check_is_answered_ahead_of_its_time_but_not_before_anything_was_delivered()
    {
        var shop = await Shop.OpenAsync(service);
        var placed = await shop.Client.PostAsync("/v1/orders", Sample.Order("d-1", placedAt: "2026-03-02T09:50:00+08:00")).JsonAsync(HttpStatusCode.Created);
        await shop.DispatchAsync();
        var check = await shop.FollowUpAsync(Guid.Parse(placed.Text("customerId")), "qualityCheck");

        var tooEarly = await AnswerAsync(shop, check).ProblemCodeAsync(HttpStatusCode.UnprocessableEntity);
        await shop.Client.PostAsync("/v1/orders/~shop:d-1/deliveries", new { deliveredAt = "2026-03-02T09:58:00+08:00" }).JsonAsync(HttpStatusCode.Created);
        var ahead = await AnswerAsync(shop, check).JsonAsync();

        tooEarly.Should().Be("follow_up.not_delivered");
        ahead.Text("status").Should().Be("done");
    }

    [Fact]
    public async Task Two_years_ago_is_not_when_a_duty_of_today_was_done()
    {
        var shop = await Shop.OpenAsync(service);
        var duty = await shop.AskForAsync(await shop.ReportAsync("d-2"));

        var code = await shop.Client.PostAsync($"/v1/follow-ups/{duty.Text("id")}/complete", new { outcome = "noAnswer", actedAt = "2024-03-02T10:00:00+08:00" })
            .ProblemCodeAsync(HttpStatusCode.UnprocessableEntity);

        code.Should().Be("follow_up.acted_too_early");
    }

    private static Task<HttpResponseMessage> AnswerAsync(Shop shop, JsonNode check)
    {
        var answers = check["lines"]!.AsArray().Select(line => new { orderLineId = line!.Text("orderLineId"), rating = 5 }).ToArray();
        return shop.Client.PostAsync($"/v1/follow-ups/{check.Text("id")}/complete", new { outcome = "answered", answers });
    }
}
