using Npgsql;

namespace RetentionApi.Platform.Persistence;

/// <summary>The only way to raw SQL: every batch first says for which merchant it acts, in the same round trip, and row-level security does the rest.</summary>
internal sealed class MerchantScope(NpgsqlDataSource source, Guid merchantId)
{
    public Guid MerchantId => merchantId;

    /// <summary>A batch of its own implicit transaction.</summary>
    public NpgsqlBatch Batch()
    {
        var batch = source.CreateBatch();
        batch.Add(ActAs.Statement, merchantId);
        return batch;
    }

    /// <summary>A connection whose first batch must be made by <see cref="BeginBatch"/>.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => source.OpenConnectionAsync(cancellationToken);

    /// <summary>The first batch of an explicit transaction. A later one of the same transaction is a plain batch of the connection; the last ends in COMMIT.</summary>
    public NpgsqlBatch BeginBatch(NpgsqlConnection connection) => Begin(connection, "BEGIN");

    /// <summary>The same of a transaction that only reads, and reads all as it was at one moment.</summary>
    public NpgsqlBatch BeginSnapshot(NpgsqlConnection connection) => Begin(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");

    private NpgsqlBatch Begin(NpgsqlConnection connection, string begin)
    {
        var batch = connection.CreateBatch();
        batch.Add(begin);
        batch.Add(ActAs.Statement, merchantId);
        return batch;
    }
}

internal static class ActAs
{
    public const string Statement = "CALL act_as($1)";

    public const string Prefix = "CALL act_as(@acting_merchant); ";

    public const string Parameter = "acting_merchant";
}

internal static class BatchExtensions
{
    /// <summary>Adds a statement with positional parameters; null stands for SQL's NULL.</summary>
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value ?? DBNull.Value });
        batch.BatchCommands.Add(command);
        return command;
    }
}
