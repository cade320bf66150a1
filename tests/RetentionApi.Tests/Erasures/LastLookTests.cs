using System.Net;
using NodaTime;
using RetentionApi.Platform.Jobs;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Erasures;

/// <summary>The last look at who was erased: whose it is, and what one that fails does to the others.</summary>
public sealed class LastLookTests(TestService service) : IClassFixture<TestService>
{
    private const string Job = "last-look-at-erased";

    [Fact]
    public async Task One_that_fails_is_tried_again_and_holds_up_nobody_else()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.ReportAsync("c-1", new() { ["email"] = "stuck@example.com" });
        await shop.Client.PostAsync("/v1/segments", new { name = "Stuck", criteria = new { tag = "stuck@example.com" } }).JsonAsync(HttpStatusCode.Created);
        await shop.ReportAsync("c-2", new() { ["email"] = "two@example.com" });
        await CancelErasuresAsync(shop, "c-1", "c-2");
        await shop.QueryAsync("""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$;
            CREATE TRIGGER refuse BEFORE UPDATE OR DELETE ON segments FOR EACH ROW EXECUTE FUNCTION refuse()
            """);
        service.Clock.Advance(Duration.FromMinutes(3));

        (await shop.RunAsync(Job)).ToString().Should().Be("erased 1, failed 1");
        (await shop.QueryAsync($"SELECT attempts, problem FROM erasures WHERE merchant_id = '{shop.Merchant.Id}'")).Single().Should().Equal((short)1, "P0001: not now");

        await shop.QueryAsync("DROP FUNCTION refuse CASCADE");
        service.Clock.Advance(Duration.FromMinutes(1));
        (await shop.RunAsync(Job)).ToString().Should().StartWith("erased 1");
        (await service.Database.RowsWithAsync("stuck@example.com")).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_instances_at_once_look_at_each_once()
    {
        var shop = await Shop.OpenAsync(service);
        string[] customers = [.. Enumerable.Range(0, 5).Select(i => $"c-{i}")];
        foreach (var customer in customers)
            await shop.ReportAsync(customer);
        await CancelErasuresAsync(shop, customers);
        service.Clock.Advance(Duration.FromMinutes(3));

        var summaries = await Task.WhenAll(shop.RunAsync(Job), shop.RunAsync(Job), shop.RunAsync(Job));

        summaries.Aggregate(JobSummary.Nothing, (sum, s) => sum + s).ToString().Should().Be("erased 5");
    }

    [Fact]
    public async Task While_its_operation_is_still_to_search_nothing_is_searched_twice()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.ReportAsync("c-1");
        await shop.BeginErasureAsync("~shop:c-1");
        service.Clock.Advance(Duration.FromMinutes(3));

        (await shop.RunAsync(Job)).ToString().Should().Be("nothing to do");
        await service.RunWorkAsync("erasure");

        (await shop.RunAsync(Job)).ToString().Should().Be("erased 1");
    }

    /// <summary>So that all of the search is left to the last look.</summary>
    private async Task CancelErasuresAsync(Shop shop, params string[] customers)
    {
        foreach (var customer in customers)
        {
            var operation = await shop.BeginErasureAsync($"~shop:{customer}");
            await shop.Client.PostAsync($"/v1/operations/{operation.Text("id")}/cancel", null).JsonAsync(HttpStatusCode.Accepted);
        }

        await service.RunWorkAsync("erasure");
    }
}
