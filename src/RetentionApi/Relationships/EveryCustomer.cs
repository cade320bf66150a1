using System.Runtime.CompilerServices;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Relationships;

/// <summary>
/// Reads the facts of all of a merchant's persons, some hundreds at a time in the sequence of their ids, and these as they were at one moment: while others work on, what is read
/// of a person fits together. Merged customers come with their survivor.
/// </summary>
internal sealed class EveryCustomer(MerchantScope scope)
{
    private const int BatchSize = 500;

    private const string Persons = """
        SELECT s.customer_id FROM customer_standings s WHERE s.merchant_id = $1 AND s.customer_id > $2
          AND NOT EXISTS (SELECT 1 FROM customer_aliases a WHERE a.merchant_id = $1 AND a.customer_id = s.customer_id)
        ORDER BY s.customer_id LIMIT $3
        """;

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add($"SELECT count(*) FROM customer_standings s WHERE s.merchant_id = $1 AND s.customer_id <> {Nobody.Id}", scope.MerchantId);
        return (long)(await batch.ExecuteScalarAsync(cancellationToken))!;
    }

    public IAsyncEnumerable<List<CustomerFacts>> ReadAsync(CancellationToken cancellationToken) => ReadAsync((_, facts) => Task.FromResult(facts), cancellationToken);

    /// <param name="readMore">What else is wanted of these persons, as of the same moment.</param>
    public async IAsyncEnumerable<T> ReadAsync<T>(Func<NpgsqlConnection, List<CustomerFacts>, Task<T>> readMore, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = Guid.Empty; // nobody's, and before all others
        while (await NextAsync(last, cancellationToken) is { Length: > 0 } ids)
        {
            last = ids[^1];
            yield return await ReadSomeAsync(ids, readMore, cancellationToken);
        }
    }

    private async Task<Guid[]> NextAsync(Guid last, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add(Persons, scope.MerchantId, last, BatchSize);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return [.. await new ResultSets(reader, cancellationToken).FirstAsync(row => row.GetGuid(0))];
    }

    private async Task<T> ReadSomeAsync<T>(Guid[] ids, Func<NpgsqlConnection, List<CustomerFacts>, Task<T>> readMore, CancellationToken cancellationToken)
    {
        await using var connection = await scope.OpenAsync(cancellationToken);
        var read = await readMore(connection, await FactsAsync(connection, ids, cancellationToken));
        await using var end = connection.CreateBatch();
        end.Add("COMMIT");
        await end.ExecuteNonQueryAsync(cancellationToken);
        return read;
    }

    private async Task<List<CustomerFacts>> FactsAsync(NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        await using var batch = scope.BeginSnapshot(connection);
        batch.AddLookUpsByKey();
        CustomerFactReads.Add(batch, scope.MerchantId, ids);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await CustomerFactReads.ReadAsync(reader, scope.MerchantId, cancellationToken);
    }
}
