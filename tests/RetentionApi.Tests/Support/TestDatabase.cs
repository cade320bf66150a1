using Npgsql;

namespace RetentionApi.Tests.Support;

/// <summary>A class's own database (<c>IClassFixture&lt;TestDatabase&gt;</c>), like a freshly migrated one and gone with the class.</summary>
public sealed class TestDatabase(TestDatabaseServer server) : IAsyncLifetime
{
    /// <summary>Sees and may do everything: for arranging and for looking behind the curtain, never for what is under test.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>As the service's requests log in: sees one merchant's rows at most.</summary>
    public string Application { get; private set; } = "";

    /// <summary>As dispatcher, jobs and imports log in.</summary>
    public string Worker { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Owner = await server.CloneAsync();
        Application = TestDatabaseServer.LoginAs("retention_app", Owner);
        Worker = TestDatabaseServer.LoginAs("retention_worker", Owner);
    }

    public async ValueTask DisposeAsync() => await server.DropAsync(new NpgsqlConnectionStringBuilder(Owner).Database!);
}
