using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Jobs;

/// <summary>One of the few classes in which Hangfire's server runs.</summary>
public sealed class HangfireTests(TestService service) : IClassFixture<TestService>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Hangfire_runs_a_job_for_all_merchants_and_keeps_what_it_did()
    {
        var shop = await Shop.OpenAsync(service);
        var duty = await shop.AskForAsync(await shop.ReportAsync("c-1"), deadlineIn: Duration.FromHours(1));
        service.Clock.Advance(Duration.FromHours(1));
        await using var server = service.Another("Jobs:Server", "true");

        var run = server.Services.GetRequiredService<IRecurringJobManagerV2>().TriggerJob("missed-follow-ups");

        (await ResultOfAsync(server.Services.GetRequiredService<JobStorage>(), run)).Should().Be("\"missed 1\"");
        (await shop.Client.GetAsync($"/v1/follow-ups/{duty.Text("id")}").JsonAsync()).Text("status").Should().Be("missed");
    }

    [Fact]
    public async Task Every_instance_tells_of_the_same_jobs_in_UTC()
    {
        await using var one = service.Another("Jobs:Server", "true");
        await using var other = service.Another("Jobs:Server", "true");

        using var connection = other.Services.GetRequiredService<JobStorage>().GetConnection();
        _ = one.Services;

        var jobs = connection.GetRecurringJobs();
        jobs.Select(j => j.Id).Should().OnlyHaveUniqueItems().And.Contain(["due-follow-ups", "missed-follow-ups", "lapsed-claims", "level-changes", "purge"]);
        jobs.Select(j => j.TimeZoneId).Distinct().Should().Equal("UTC");
    }

    /// <summary>As JSON, once the run has ended well.</summary>
    private static async Task<string> ResultOfAsync(JobStorage storage, string run)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var connection = storage.GetConnection();
        while (await looks.WaitForNextTickAsync(patience.Token))
        {
            var state = connection.GetStateData(run);
            if (state?.Name == "Succeeded")
                return state.Data["Result"];
            (state?.Name).Should().NotBe("Failed", state?.Data.TryGetValue("ExceptionMessage", out var why) is true ? why : "");
        }

        throw new TimeoutException();
    }
}
