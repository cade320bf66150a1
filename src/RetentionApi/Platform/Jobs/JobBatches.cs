using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Jobs;

/// <summary>Runs a set-based statement over and over, each time a transaction of its own, until it finds no full batch any more, or the time of the run is over.</summary>
internal sealed class JobBatches(MerchantDatabases databases, JobPace pace)
{
    public const int Size = 500;

    /// <param name="statement">$1 merchant, $2 how many rows at most, then <paramref name="values"/>; returns how many it changed.</param>
    /// <returns>How many were changed in all.</returns>
    public async Task<long> RunAsync(Guid merchantId, string statement, CancellationToken cancellationToken, params object[] values)
    {
        for (var changed = 0L; ;)
        {
            await using var batch = databases.JobScope(merchantId).Batch();
            batch.Add(statement, [merchantId, Size, .. values]);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var count = reader.GetInt64(0);
            changed += count;
            if (count < Size || !await pace.RestAsync(cancellationToken))
                return changed;
        }
    }
}
