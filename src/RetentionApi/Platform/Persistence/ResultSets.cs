using Npgsql;

namespace RetentionApi.Platform.Persistence;

/// <summary>The results of a batch, one after the other.</summary>
internal sealed class ResultSets(NpgsqlDataReader reader, CancellationToken cancellationToken)
{
    public async Task<List<T>> FirstAsync<T>(Func<NpgsqlDataReader, T> row)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(row(reader));
        return rows;
    }

    public async Task<List<T>> NextAsync<T>(Func<NpgsqlDataReader, T> row)
    {
        await reader.NextResultAsync(cancellationToken);
        return await FirstAsync(row);
    }

    public async Task<ILookup<TKey, T>> NextAsync<TKey, T>(Func<NpgsqlDataReader, TKey> key, Func<NpgsqlDataReader, T> row) =>
        (await NextAsync(r => (Key: key(r), Row: row(r)))).ToLookup(r => r.Key, r => r.Row);
}

internal static class BatchReads
{
    /// <summary>The rows of a batch that answers with one result.</summary>
    public static async Task<List<T>> AllAsync<T>(this NpgsqlBatch batch, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await new ResultSets(reader, cancellationToken).FirstAsync(row);
    }

    /// <summary>The row of a batch that answers with one at most; null: with none.</summary>
    public static async Task<T?> OneAsync<T>(this NpgsqlBatch batch, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
        where T : class
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? row(reader) : null;
    }
}
