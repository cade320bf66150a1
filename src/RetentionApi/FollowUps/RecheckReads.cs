using Npgsql;
using RetentionApi.Relationships;

namespace RetentionApi.FollowUps;

/// <summary>All facts of the persons whose messages are looked at once more before they go.</summary>
internal static class RecheckReads
{
    /// <param name="connection">In the transaction of the claim.</param>
    public static async Task<Dictionary<Guid, CustomerFacts>> ReadAsync(NpgsqlConnection connection, Guid merchantId, Guid[] personIds, CancellationToken cancellationToken)
    {
        if (personIds.Length == 0)
            return [];
        await using var batch = connection.CreateBatch();
        CustomerFactReads.Add(batch, merchantId, personIds);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return (await CustomerFactReads.ReadAsync(reader, merchantId, cancellationToken)).ToDictionary(f => f.Record.CustomerId);
    }
}
