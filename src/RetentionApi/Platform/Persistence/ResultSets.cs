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
