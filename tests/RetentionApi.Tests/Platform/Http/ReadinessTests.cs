using System.Net;
using RetentionApi.Tests.Support;

namespace RetentionApi.Tests.Platform.Http;

public sealed class ReadinessTests(TestService service) : IClassFixture<TestService>
{
    private static readonly Uri Ready = new("/health/ready", UriKind.Relative);

    [Theory]
    [InlineData("ConnectionStrings:Retention")]
    [InlineData("ConnectionStrings:RetentionWorker")]
    public async Task A_login_above_the_policies_is_not_ready(string login)
    {
        await using var unsafeService = service.Another(login, service.Database.Owner);

        using var answer = await unsafeService.CreateClient().GetAsync(Ready);

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("row-level security");
    }

    [Fact]
    public async Task A_schema_that_is_not_migrated_is_not_ready()
    {
        var newest = await service.Database.QueryAsync("""
            DELETE FROM "__EFMigrationsHistory" WHERE migration_id = (SELECT max(migration_id) FROM "__EFMigrationsHistory") RETURNING migration_id::text, product_version::text
            """);
        using var late = await service.ClientOf().GetAsync(Ready);
        await service.Database.QueryAsync($"""INSERT INTO "__EFMigrationsHistory" VALUES ('{newest[0][0]}', '{newest[0][1]}')""");
        using var migrated = await service.ClientOf().GetAsync(Ready);

        late.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await late.Content.ReadAsStringAsync()).Should().Contain("migrat");
        migrated.StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
