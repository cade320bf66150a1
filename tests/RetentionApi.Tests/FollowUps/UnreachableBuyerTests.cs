using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.FollowUps;

public sealed class UnreachableBuyerTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_buyer_who_cannot_be_reached_leaves_one_cancelled_row_for_each_step()
    {
        var shop = await Shop.OpenAsync(service);
        var lines = Enumerable.Range(1, 12).Select(n => Sample.Line($"P-{n}", 1, $"{n}.00")).ToArray();
        await shop.DeliverAsync("u-1", order => order.With("lines", lines).With("customer", new { source = "shop", externalId = "u-1", name = "Nemo" }));

        foreach (var days in new[] { 7, 23 })
        {
            await shop.PassAsync(Duration.FromDays(days));
            for (var run = 0; run < 5; run++)
            {
                await shop.RunAsync("due-follow-ups");
                await shop.DispatchAsync();
            }
        }

        var checks = await shop.QueryAsync($"SELECT step, status, cancellation FROM follow_ups WHERE merchant_id = '{shop.Merchant.Id}' AND kind = 'qualityCheck' ORDER BY step");
        checks.Should().BeEquivalentTo(new object[][] { [1, "cancelled", "noContact"], [2, "cancelled", "noContact"] });
    }
}
