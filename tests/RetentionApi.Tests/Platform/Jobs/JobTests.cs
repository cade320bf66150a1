using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Operations;
using RetentionApi.Tests.Risk;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Jobs;

public sealed class JobTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task A_job_run_by_hand_is_an_operation_for_this_merchant_alone()
    {
        var (shop, other) = (await MissingOneAsync(), await MissingOneAsync());
        service.Clock.Advance(Duration.FromDays(3));

        using var answer = await shop.Client.PostAsync("/v1/jobs/missed-follow-ups/run", null);
        while (await service.Services.GetRequiredService<OperationRuns>().RunNextAsync(service.Services.GetServices<IOperationWork>().Single(w => w.Kind == "job"), CancellationToken.None))
        {
        }

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var operation = await shop.Client.GetAsync(answer.Headers.Location).JsonAsync();
        (operation.Text("kind"), operation.Text("status"), operation["result"]!.ToJsonString()).Should().Be(("job", "succeeded", """{"missed":1}"""));
        (await other.FollowUpsAsync()).Single().Text("status").Should().Be("due");
    }

    [Fact]
    public async Task A_job_that_does_not_exist_is_not_run()
    {
        var shop = await service.NewMerchantAsync();

        (await shop.Client.PostAsync("/v1/jobs/no-such-job/run", null).ProblemCodeAsync(HttpStatusCode.NotFound)).Should().Be("job.not_found");
    }

    [Fact]
    public async Task For_all_merchants_a_job_visits_those_who_have_work()
    {
        var shops = new[] { await MissingOneAsync(), await MissingOneAsync() };
        service.Clock.Advance(Duration.FromDays(3));

        await service.Services.GetRequiredService<JobRunner>().RunAsync("missed-follow-ups", TestContext.Current.CancellationToken);

        foreach (var shop in shops)
            (await shop.FollowUpsAsync()).Single().Text("status").Should().Be("missed");
    }

    [Fact]
    public async Task Who_changes_level_by_time_alone_is_looked_at_once()
    {
        var shop = await Shop.OpenAsync(service);
        var customer = await shop.ReportAsync("c-1");
        await shop.QueryAsync($"UPDATE customer_standings SET level_changes_at = '2026-03-02T01:00Z' WHERE customer_id = '{customer}'");

        var first = await shop.RunAsync("level-changes");
        var second = await shop.RunAsync("level-changes");

        (first.ToString(), second.ToString()).Should().Be(("recomputes 1", "nothing to do"));
    }

    [Fact]
    public async Task A_purge_forgets_answers_that_are_not_repeated_any_more()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.Client.PostAsync("/v1/staff", new { name = "Ann" }, "k-1").JsonAsync(HttpStatusCode.Created);
        var early = await shop.RunAsync("purge");

        service.Clock.Advance(Duration.FromHours(24));

        early.Counts.Values.Should().AllBeEquivalentTo(0);
        (await shop.RunAsync("purge")).ToString().Should().Be("idempotencyKeys 1");
    }

    [Theory]
    [InlineData("due-follow-ups", """{"handedOver":0,"held":0,"forStaff":0,"suppressed":0}""")]
    [InlineData("missed-follow-ups", """{"missed":0}""")]
    [InlineData("lapsed-claims", """{"backOnList":0}""")]
    [InlineData("level-changes", """{"recomputes":0}""")]
    [InlineData("risk-crossings", """{"cooling":0,"high":0,"lost":0,"reminded":0,"waiting":0}""")]
    [InlineData("churn-fit", """{"fitsAskedFor":0}""")]
    [InlineData("absent-visitors", """{"removed":0}""")]
    [InlineData("purge", """{"idempotencyKeys":0,"parkedMessages":0,"operations":0}""")]
    [InlineData("expired-links", """{"links":0}""")]
    public async Task A_job_with_nothing_to_do_says_so(string job, string result)
    {
        var shop = await service.NewMerchantAsync();
        using var answer = await shop.Client.PostAsync($"/v1/jobs/{job}/run", null);

        await service.DoOperationsAsync();

        (await shop.Client.GetAsync(answer.Headers.Location).JsonAsync())["result"]!.ToJsonString().Should().Be(result);
    }

    private async Task<Shop> MissingOneAsync()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.AskForAsync(await shop.ReportAsync("c-1"), deadlineIn: Duration.FromDays(1));
        return shop;
    }
}
