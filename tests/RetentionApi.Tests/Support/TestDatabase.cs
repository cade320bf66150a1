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

    /// <summary>How many rows there are of any merchant, for example of <c>customers WHERE name = 'Ann'</c>.</summary>
    public async Task<long> CountAsync(string rows) => (long)(await QueryAsync($"SELECT count(*) FROM {rows}")).Single()[0]!;

    /// <summary>The names of the tables that hold this text in any row, in any column.</summary>
    public async Task<List<string>> RowsWithAsync(string text)
    {
        var found = new List<string>();
        foreach (var table in await TablesAsync())
            if (await CountAsync($"{table} t WHERE strpos(t::text, '{text}') > 0") > 0)
                found.Add(table);
        return found;
    }

    /// <summary>All tables that hold merchants' rows.</summary>
    public async Task<List<string>> TablesAsync() =>
        [.. (await QueryAsync("SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND relname NOT LIKE '\\_\\_%' ORDER BY 1"))
            .Select(row => (string)row[0]!)];

    /// <summary>As the owner, who sees everything.</summary>
    public Task<List<object?[]>> QueryAsync(string sql) => QueryAsync(Owner, sql);

    public static async Task<List<object?[]>> QueryAsync(string login, string sql)
    {
        await using var connection = new NpgsqlConnection(login);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            rows.Add(row);
        }

        return rows;
    }
}
