using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Operations;

public sealed class OperationRunTests(TestService service) : IClassFixture<TestService>
{
    [Fact]
    public async Task Queued_work_is_done_once_and_leaves_its_result()
    {
        var (shop, id) = await BeginAsync("count");
        var work = new Work("count", run => Task.FromResult(Result<object>.Ok(new { seen = run.Request<Dictionary<string, int>>()["upTo"] })));

        (await RunAsync(work), await RunAsync(work)).Should().Be((true, false));

        var operation = await ReadAsync(shop, id);
        operation.Text("status").Should().Be("succeeded");
        operation["result"]!.ToJsonString().Should().Be("""{"seen":3}""");
    }

    [Fact]
    public async Task What_goes_wrong_is_told_as_a_problem()
    {
        var (shop, id) = await BeginAsync("refused");
        var (other, broken) = await BeginAsync("broken");

        await RunAsync(new Work("refused", _ => Task.FromResult<Result<object>>(OperationProblems.AlreadyEnded)));
        await RunAsync(new Work("broken", _ => throw new InvalidOperationException("a secret of ours")));

        (await ReadAsync(shop, id))["problem"]!.Text("code").Should().Be("operation.already_ended");
        (await ReadAsync(other, broken))["problem"]!.ToJsonString().Should().Contain("service.failed").And.NotContain("secret");
    }

    [Fact]
    public async Task Work_that_is_cancelled_while_it_waits_never_begins()
    {
        var (shop, id) = await BeginAsync("waiting");
        await shop.Client.PostAsync($"/v1/operations/{id}/cancel", new { }).JsonAsync(System.Net.HttpStatusCode.Accepted);

        await RunAsync(new Work("waiting", _ => throw new InvalidOperationException("must not begin")));

        (await ReadAsync(shop, id)).Text("status").Should().Be("cancelled");
    }

    [Fact]
    public async Task Work_under_way_hears_of_its_cancellation_when_it_reports()
    {
        var (shop, id) = await BeginAsync("long");

        await RunAsync(new Work("long", async run =>
        {
            await shop.Client.PostAsync($"/v1/operations/{id}/cancel", new { }).JsonAsync(System.Net.HttpStatusCode.Accepted);
            await run.ReportAsync(7, 9);
            run.Token.ThrowIfCancellationRequested();
            return Result<object>.Ok("never");
        }));

        var operation = await ReadAsync(shop, id);
        operation.Text("status").Should().Be("cancelled");
        operation["progress"]!.ToJsonString().Should().Be("""{"done":7,"total":9,"failed":0}""");
    }

    [Fact]
    public async Task A_run_that_died_is_taken_up_by_another_half_a_minute_later()
    {
        var (shop, id) = await BeginAsync("mortal");
        await service.Services.GetRequiredService<OperationQueue>().ClaimNextAsync("mortal", TestContext.Current.CancellationToken);
        var work = new Work("mortal", _ => Task.FromResult(Result<object>.Ok("done")));
        var tooEarly = await RunAsync(work);

        service.Clock.Advance(Duration.FromSeconds(31));

        (tooEarly, await RunAsync(work)).Should().Be((false, true));
        (await ReadAsync(shop, id)).Text("status").Should().Be("succeeded");
    }

    [Fact]
    public async Task A_service_that_stops_gives_its_work_back()
    {
        var (shop, id) = await BeginAsync("interrupted");
        using var stopping = new CancellationTokenSource();

        await service.Services.GetRequiredService<OperationRuns>().RunNextAsync(
            new Work("interrupted", async run =>
            {
                await stopping.CancelAsync();
                run.Token.ThrowIfCancellationRequested();
                return Result<object>.Ok("never");
            }),
            stopping.Token);

        (await ReadAsync(shop, id)).Text("status").Should().Be("queued");
    }

    [Fact]
    public async Task Work_that_always_takes_too_long_pauses_and_is_given_up()
    {
        var (shop, id) = await BeginAsync("slow");
        var heard = new NpgsqlException("too slow", new TimeoutException());
        var told = new PostgresException("canceling statement due to statement timeout", "ERROR", "ERROR", PostgresErrorCodes.QueryCanceled);

        for (var attempt = 0; attempt < 5; attempt++)
            (await RunAsync(new Work("slow", _ => throw (attempt % 2 == 0 ? heard : told)))).Should().BeFalse("a pause comes first");
        await RunAsync(new Work("slow", _ => throw heard));

        (await ReadAsync(shop, id))["problem"]!.Text("code").Should().Be("operation.given_up");
    }

    [Fact]
    public async Task A_database_that_goes_away_does_not_count_as_an_attempt()
    {
        var (shop, id) = await BeginAsync("cut off");
        var work = new Work("cut off", _ => throw new NpgsqlException("gone", new IOException()));

        for (var attempt = 0; attempt < 10; attempt++)
            (await RunAsync(work)).Should().BeFalse("a pause comes first");

        (await ReadAsync(shop, id)).Text("status").Should().Be("queued");
    }

    private async Task<(TestMerchant Shop, Guid Id)> BeginAsync(string kind)
    {
        var (shop, now) = (await service.NewMerchantAsync(), service.Clock.GetCurrentInstant());
        await using var db = service.Services.GetRequiredService<MerchantDatabases>().Context(shop.Id);
        var row = new OperationRow { MerchantId = shop.Id, Id = Ids.New(now), Kind = kind, Request = """{"upTo":3}""", CreatedAt = now };
        db.Add(row);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return (shop, row.Id);
    }

    private Task<bool> RunAsync(IOperationWork work) => service.Services.GetRequiredService<OperationRuns>().RunNextAsync(work, TestContext.Current.CancellationToken);

    private static Task<System.Text.Json.Nodes.JsonNode> ReadAsync(TestMerchant shop, Guid id) => shop.Client.GetAsync($"/v1/operations/{id}").JsonAsync();

    private sealed class Work(string kind, Func<OperationRun, Task<Result<object>>> run) : IOperationWork
    {
        public string Kind => kind;

        public Task<Result<object>> RunAsync(OperationRun operation, CancellationToken cancellationToken) => run(operation);
    }
}
