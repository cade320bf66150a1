using Npgsql;

namespace RetentionApi.Benchmarks.Stage;

/// <summary>What is asked and set up beside the service, as superuser.</summary>
internal static class OwnerCommands
{
    public static async Task RunAsync(this BenchmarkStage stage, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var connection = await stage.Owner.OpenConnectionAsync(cancellationToken);
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>The first column of the first row.</returns>
    public static async Task<T> AskAsync<T>(this BenchmarkStage stage, string sql, CancellationToken cancellationToken, params object[] values) =>
        (await stage.ListAsync(sql, row => row.GetFieldValue<T>(0), cancellationToken, values))[0];

    public static async Task<List<T>> ListAsync<T>(this BenchmarkStage stage, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object[] values)
    {
        await using var connection = await stage.Owner.OpenConnectionAsync(cancellationToken);
        await using var command = Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
