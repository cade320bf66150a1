using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RetentionApi.Platform.Jobs;
using RetentionApi.Platform.Persistence;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Jobs;

/// <summary>How the time of a run is shared by merchants who have more to do than there is time for.</summary>
public sealed class JobRunnerTests(TestService service) : IClassFixture<TestService>
{
    private readonly FakeTimeProvider time = new();

    private readonly List<Guid> served = [];

    [Fact]
    public async Task Whom_a_run_had_no_time_for_begins_the_next_one()
    {
        var merchants = await MerchantsAsync(5);
        var runner = RunnerOf(JobOf(merchants, takes: TimeSpan.FromSeconds(30)));

        for (var run = 1; run <= 5; run++)
            await runner.RunAsync("slow", TestContext.Current.CancellationToken);

        served.Should().HaveCount(10);
        served.CountBy(m => m).Should().OnlyContain(turns => turns.Value == 2);
    }

    [Fact]
    public async Task With_time_enough_everybody_is_served_in_each_run()
    {
        var merchants = await MerchantsAsync(3);
        var runner = RunnerOf(JobOf(merchants, takes: TimeSpan.FromSeconds(1)));

        await runner.RunAsync("slow", TestContext.Current.CancellationToken);
        await runner.RunAsync("slow", TestContext.Current.CancellationToken);

        served.Take(3).Should().BeEquivalentTo(merchants);
        served.Skip(3).Should().Equal(served.Take(3));
    }

    [Fact]
    public async Task A_job_of_batches_leaves_to_the_next_run_what_its_time_is_too_short_for()
    {
        var shop = await Shop.OpenAsync(service);
        await shop.QueryAsync($"""
            INSERT INTO idempotency_keys (merchant_id, operation, key, request_hash, outcome, response, expires_at)
            SELECT '{shop.Merchant.Id}', 'POST /', n::text, '', 'ok', '', '2026-01-01Z' FROM generate_series(1, {JobBatches.Size + 1}) n
            """);
        var pace = new JobPace(time);
        pace.EndWithin(TimeSpan.Zero);
        var purge = new PurgeJob(new JobBatches(service.Services.GetRequiredService<MerchantDatabases>(), pace), service.Clock);

        (await purge.RunAsync(shop.Merchant.Id, TestContext.Current.CancellationToken)).ToString().Should().Be($"idempotencyKeys {JobBatches.Size}");
        (await shop.RunAsync("purge")).ToString().Should().Be("idempotencyKeys 1");
    }

    private async Task<List<Guid>> MerchantsAsync(int count)
    {
        var merchants = new List<Guid>();
        while (merchants.Count < count)
            merchants.Add((await service.NewMerchantAsync()).Id);
        return merchants;
    }

    private RecurringJob JobOf(List<Guid> merchants, TimeSpan takes)
    {
        var whose = $"SELECT merchant_id FROM merchants WHERE $1::timestamptz IS NOT NULL AND merchant_id IN ('{string.Join("', '", merchants)}')";
        return new RecurringJob("slow", RecurringJobs.EveryMinute, whose, (_, merchantId, _) =>
        {
            served.Add(merchantId);
            time.Advance(takes);
            return Task.FromResult(JobSummary.Of("served", 1));
        });
    }

    private JobRunner RunnerOf(RecurringJob job) => new(
        [job], service.Services.GetRequiredService<IServiceScopeFactory>(), service.Services.GetRequiredService<Databases>(), service.Clock, time, NullLogger<JobRunner>.Instance);
}
