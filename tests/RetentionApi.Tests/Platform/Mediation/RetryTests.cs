using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Mediation;

/// <summary>A trigger makes the trouble; its sequence counts how often, for a rollback does not set it back.</summary>
public sealed class RetryTests(TestService service) : IClassFixture<TestService>
{
    private const string Deadlock = "RAISE EXCEPTION 'crosswise' USING ERRCODE = '40P01'", Serialization = "RAISE EXCEPTION 'overtaken' USING ERRCODE = '40001'",
        Killed = "PERFORM pg_terminate_backend(pg_backend_pid())", TooSlow = "RAISE EXCEPTION 'canceling statement due to statement timeout' USING ERRCODE = '57014'";

    [Theory]
    [InlineData("staff", Deadlock)]
    [InlineData("staff", Serialization)]
    [InlineData("staff", Killed)]
    [InlineData("customers", Deadlock)]
    [InlineData("customers", Serialization)]
    public async Task What_PostgreSQL_undid_is_done_again_as_a_whole(string table, string trouble)
    {
        var shop = await service.NewMerchantAsync();

        await WithTroubleAsync(table, trouble, 1, async () =>
            await shop.Client.PostAsync($"/v1/{table}", new { name = "Ann" }, "once").JsonAsync(HttpStatusCode.Created));

        (await shop.Client.GetAsync($"/v1/{table}").JsonAsync())["items"]!.AsArray().Should().ContainSingle();
    }

    [Theory]
    [InlineData("staff")]
    [InlineData("customers")]
    public async Task A_connection_that_died_while_nobody_used_it_is_no_trouble(string table)
    {
        var shop = await service.NewMerchantAsync();
        await shop.Client.GetAsync("/v1/merchant").JsonAsync();
        await service.Database.QueryAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'retention-requests'");

        await shop.Client.PostAsync($"/v1/{table}", new { name = "Ann" }).JsonAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("staff", Killed)]
    [InlineData("customers", Killed)]
    [InlineData("staff", Deadlock)]
    [InlineData("staff", TooSlow)]
    [InlineData("customers", TooSlow)]
    public async Task A_database_that_stays_away_is_told_with_when_to_come_again(string table, string trouble)
    {
        var shop = await service.NewMerchantAsync();

        await WithTroubleAsync(table, trouble, 1_000, async () =>
        {
            using var answer = await shop.Client.PostAsync($"/v1/{table}", new { name = "Ann" });

            (await Task.FromResult(answer).ProblemCodeAsync(HttpStatusCode.ServiceUnavailable)).Should().Be("service.unavailable");
            answer.Headers.RetryAfter!.Delta.Should().BePositive();
        });
    }

    private async Task WithTroubleAsync(string table, string trouble, int times, Func<Task> act)
    {
        await service.Database.QueryAsync($"""
            CREATE SEQUENCE trouble;
            CREATE FUNCTION make_trouble() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN IF nextval('trouble') <= {times} THEN {trouble}; END IF; RETURN NEW; END $$;
            CREATE TRIGGER make_trouble BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION make_trouble()
            """);
        try
        {
            await act();
        }
        finally
        {
            await service.Database.QueryAsync($"DROP TRIGGER make_trouble ON {table}; DROP FUNCTION make_trouble(); DROP SEQUENCE trouble");
        }
    }
}
