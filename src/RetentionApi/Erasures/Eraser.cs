using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Erasures;

/// <summary>Does what each table says of how a person leaves it. Whatever it does may be done again: what was left behind, or came late, goes then.</summary>
internal sealed class Eraser(PersonalTables tables)
{
    /// <summary>A search reads all that a merchant has of a table.</summary>
    private const string TakeTime = "SET LOCAL statement_timeout = '60s'";

    private const string SearchEnded = "UPDATE erasures SET words = '{}', external_ids = '{}', searched_at = $3, rows = $4::jsonb WHERE merchant_id = $1 AND id = $2";

    public int Searches => tables.All.Sum(t => t.SearchedBy.Count);

    /// <summary>From here on all rows of the transaction are looked up by key.</summary>
    public static void AddLock(NpgsqlBatch batch, Guid merchantId, Guid[] customerIds)
    {
        batch.AddLookUpsByKey();
        batch.AddLock(merchantId, customerIds);
    }

    /// <summary>The ids of all that is theirs.</summary>
    /// <param name="batch">Of the transaction that erases, or of its own.</param>
    public async Task<List<Guid>> SubjectsAsync(NpgsqlBatch batch, Guid merchantId, Guid[] customerIds, CancellationToken cancellationToken)
    {
        batch.Add(tables.Subjects, merchantId, customerIds);
        return await batch.AllAsync(row => row.GetGuid(0), cancellationToken);
    }

    /// <summary>Removes or clears, in the transaction of the batch, everything that a key leads to.</summary>
    /// <param name="names">By which a text that is about them may call them.</param>
    /// <returns>How many rows of each table, of those that had any.</returns>
    public async Task<IReadOnlyDictionary<string, long>> EraseAsync(NpgsqlBatch batch, ErasureRow erasure, string[] names, Instant now, CancellationToken cancellationToken)
    {
        var (commands, theirNames) = (new List<(string Table, NpgsqlBatchCommand Command)>(), PersonMarks.WordsOf(names));
        foreach (var (table, statement) in tables.All.SelectMany(t => t.ErasedBy.Select(s => (t.Name, s))))
            commands.Add((table, batch.Add(statement, erasure.MerchantId, erasure.CustomerIds, erasure.SubjectIds, erasure.StandIn, now, theirNames)));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return Counted(commands.Select(c => (c.Table, (long)c.Command.RecordsAffected)));
    }

    /// <summary>
    /// Forgets persons who did not ask for it, in the transaction that found and locked them: no tombstone, for they may come back, and no search, for no text names whom nobody could
    /// write to. What was under way goes with the last look.
    /// </summary>
    public async Task ForgetAsync(RetentionDbContext db, Guid[] customerIds, Instant now, CancellationToken cancellationToken)
    {
        await using var reading = db.Batch();
        reading.AddLookUpsByKey();
        var subjects = await SubjectsAsync(reading, db.MerchantId, customerIds, cancellationToken);
        var erasure = new ErasureRow
        {
            MerchantId = db.MerchantId,
            Id = Ids.New(now),
            CustomerIds = customerIds,
            SubjectIds = [.. subjects],
            StandIn = Ids.New(now),
            ErasedAt = now,
            DueAt = now + ErasureRow.SettlesAfter,
            IsUnasked = true,
        };
        await using var erasing = db.Batch();
        await EraseAsync(erasing, erasure, [], now, cancellationToken);
        db.Add(erasure);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The same once more, in a transaction of its own, for what was under way when they were erased.</summary>
    public async Task<IReadOnlyDictionary<string, long>> EraseAgainAsync(MerchantScope scope, ErasureRow erasure, Instant now, CancellationToken cancellationToken)
    {
        await using var reading = scope.Batch();
        erasure.SubjectIds = [.. erasure.SubjectIds.Union(await SubjectsAsync(reading, scope.MerchantId, erasure.CustomerIds, cancellationToken))];
        await using var batch = scope.Batch();
        AddLock(batch, scope.MerchantId, erasure.CustomerIds);
        return await EraseAsync(batch, erasure, [], now, cancellationToken);
    }

    /// <summary>Searches where no key leads: one statement, one transaction.</summary>
    /// <param name="onDone">How many searches are done.</param>
    public async Task<IReadOnlyDictionary<string, long>> SearchAsync(MerchantScope scope, ErasureRow erasure, Func<int, Task> onDone, CancellationToken cancellationToken)
    {
        var (marks, counts) = (PersonMarks.Of(erasure), new List<(string, long)>());
        foreach (var (table, statement) in tables.All.SelectMany(t => t.SearchedBy.Select(s => (t.Name, s))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var connection = await scope.OpenAsync(cancellationToken);
            await using var batch = scope.BeginBatch(connection);
            batch.Add(TakeTime);
            var search = batch.Add(statement, scope.MerchantId, erasure.SubjectIds, marks.Patterns, marks.Words, marks.Lines);
            batch.Add("COMMIT");
            await batch.ExecuteNonQueryAsync(cancellationToken);
            counts.Add((table, (long)search.RecordsAffected));
            await onDone(counts.Count);
        }

        return Counted(counts);
    }

    /// <summary>Forgets by what they were searched for.</summary>
    public static async Task EndSearchAsync(MerchantScope scope, Guid erasureId, IReadOnlyDictionary<string, long> rows, Instant now, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        batch.Add(SearchEnded, scope.MerchantId, erasureId, now, JsonSerializer.Serialize(rows, JsonDefaults.Options));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public static SortedDictionary<string, long> Sum(params IEnumerable<IReadOnlyDictionary<string, long>> counts) =>
        new(counts.SelectMany(c => c).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)), StringComparer.Ordinal);

    private static SortedDictionary<string, long> Counted(IEnumerable<(string Table, long Rows)> counts) =>
        Sum(counts.Where(c => c.Rows > 0).Select(c => new Dictionary<string, long> { [SqlNames.CamelCase(c.Table)] = c.Rows }));
}
