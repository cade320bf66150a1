using Npgsql;

namespace RetentionApi.Tests.Support;

public sealed class TestDatabaseTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("retention_app")]
    [InlineData("retention_worker")]
    public async Task The_service_logs_in_as_a_role_that_sees_no_more_than_it_should(string role)
    {
        var login = role == "retention_app" ? database.Application : database.Worker;
        await using var connection = new NpgsqlConnection(login);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var question = new NpgsqlCommand("SELECT rolname FROM pg_roles WHERE rolname = current_user AND NOT rolsuper AND NOT rolbypassrls", connection);

        (await question.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be(role);
    }
}
