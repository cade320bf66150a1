using Npgsql;

namespace RetentionApi.Tests.Support;

/// <summary>A table that nobody else writes until it is released, and what somebody faster writes meanwhile.</summary>
internal sealed class HeldTable : IAsyncDisposable
{
    private readonly TestDatabase database;

    private readonly string table;

    private readonly NpgsqlConnection holder;

    private HeldTable(TestDatabase database, string table, NpgsqlConnection holder) => (this.database, this.table, this.holder) = (database, table, holder);

    public static async Task<HeldTable> HoldAsync(TestDatabase database, string table)
    {
        var held = new HeldTable(database, table, new NpgsqlConnection(database.Owner));
        await held.holder.OpenAsync();
        await held.WriteAsync($"BEGIN; LOCK TABLE {table} IN EXCLUSIVE MODE");
        return held;
    }

    /// <summary>Until that many have read what they need, and wait to write. Tables of another test's database may go by the same number.</summary>
    public async Task UntilWaitedForAsync(int many = 1)
    {
        while (await database.CountAsync($"pg_locks WHERE NOT granted AND relation = '{table}'::regclass AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") < many)
            await Task.Yield();
    }

    public async Task WriteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, holder);
        await command.ExecuteNonQueryAsync();
    }

    public Task ReleaseAsync() => WriteAsync("COMMIT");

    public ValueTask DisposeAsync() => holder.DisposeAsync();
}
