using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Persistence;

/// <summary>What a login brings along, on whatever server it is.</summary>
public sealed class RoleTests(TestService service) : IClassFixture<TestService>
{
    [Theory]
    [InlineData("statement_timeout", "5s")]
    [InlineData("idle_in_transaction_session_timeout", "10s")]
    [InlineData("max_parallel_workers_per_gather", "0")]
    [InlineData("jit", "off")]
    public async Task A_request_can_neither_run_for_long_nor_take_the_processors_of_others(string setting, string value) =>
        (await TestDatabase.QueryAsync(service.Database.Application, $"SHOW {setting}")).Single()[0].Should().Be(value);

    [Fact]
    public async Task The_worker_compiles_no_statement() =>
        (await TestDatabase.QueryAsync(service.Database.Worker, "SELECT setting, source FROM pg_settings WHERE name = 'jit'")).Single().Should().Equal("off", "user");
}
