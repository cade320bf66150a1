using RetentionApi.Platform.Http;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <param name="Id">The survivor.</param>
/// <param name="Ids">The survivor and all who were merged into them; facts keep the id they came with.</param>
internal sealed record Person(Guid Id, IReadOnlyList<Guid> Ids);

/// <summary>Finds the person behind an id or identity; other capabilities ask here.</summary>
internal sealed class CustomerPersons(MerchantScope scope)
{
    public async Task<Person?> FindAsync(ExternalKey key, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add(
            $"""
            WITH person AS MATERIALIZED ({CustomerReads.Person})
            SELECT c.id, ARRAY[c.id] || ARRAY(SELECT a.customer_id FROM customer_aliases a WHERE a.merchant_id = $1 AND a.person_id = c.id)
            FROM customers c WHERE c.merchant_id = $1 AND c.id = (SELECT person_id FROM person)
            """,
            key.Values(scope.MerchantId));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new Person(reader.GetGuid(0), reader.GetFieldValue<Guid[]>(1)) : null;
    }
}
