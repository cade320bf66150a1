using Npgsql;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Paging;

/// <summary>Reads a page of rows that conditions select, and how many there are in all where that was asked for, in one round trip.</summary>
internal static class SqlPages
{
    /// <param name="rows">Selects the page, from where the one before ended: one row more than it has.</param>
    /// <param name="count">Counts all that match.</param>
    /// <param name="key">By what the next page goes on.</param>
    /// <param name="filters">As the <see cref="Cursor"/> was given them.</param>
    public static async Task<Page<T>> PageAsync<T, TKey>(
        this MerchantScope scope, PageRequest page, SqlStatement rows, SqlStatement count, Func<NpgsqlDataReader, T> read, Func<T, TKey> key, string filters, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add(rows.Text, rows.Values);
        if (page.IncludeTotal is true)
            batch.Add(count.Text, count.Values);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var results = new ResultSets(reader, cancellationToken);
        var found = await results.FirstAsync(read);
        var total = page.IncludeTotal is true ? (await results.NextAsync(r => (long?)r.GetInt64(0))).Single() : null;
        return Page<T>.Of(found, page.Size, key, filters, total);
    }
}
