using System.Text.Json;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports.Applying;

internal sealed record ImportSettings
{
    /// <summary>How many lines are applied in one transaction; an order is never split. More at a time are not faster: all that is made of them outlives collection after collection.</summary>
    public int LinesPerChunk { get; init; } = 5_000;

    /// <summary>Of the lines of a transaction as they came; what is made of them takes several times as much.</summary>
    public long BytesPerChunk { get; init; } = 16 << 20;

    /// <summary>What an import does while the dispatcher is far behind, before it looks again.</summary>
    public Func<CancellationToken, Task> WaitAsync { get; init; } = cancellationToken => Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
}

/// <summary>Stores what the lines of one kind of file say.</summary>
internal interface IChunkApplication
{
    ImportKind Kind { get; }

    /// <summary>Reads what it needs on the connection of the chunk's transaction, refuses lines, and adds its statements to the batch that ends it.</summary>
    Task ApplyAsync(ImportChunk chunk, NpgsqlConnection connection, NpgsqlBatch writes, CancellationToken cancellationToken);
}

/// <summary>Whether there is more to do, and how far the import is.</summary>
internal sealed record ImportStep(bool IsDone, ImportTally Tally);

/// <summary>One step of an import is one transaction: lines, rejections, position and tally are kept together or not at all, so a restart goes on where it stopped.</summary>
internal sealed class ImportSteps(MerchantDatabases databases, IEnumerable<IChunkApplication> applications, ImportSettings settings, OutboxSignal signal, IClock clock)
{
    /// <summary>The plans must know how long the arrays are; the sums of a chunk do not fit the usual memory.</summary>
    private const string Prepare = "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL work_mem = '64MB'";

    /// <summary>Whoever comes second waits here, and reads the position that the first one left.</summary>
    private const string Lock = "SELECT is_indexed, applied_to_key, applied_to_line, tally::text FROM imports WHERE merchant_id = $1 AND id = $2 FOR UPDATE";

    private const string Advance = "UPDATE imports SET applied_to_key = $3, applied_to_line = $4, tally = $5::jsonb WHERE merchant_id = $1 AND id = $2";

    private const string MarkIndexed = "UPDATE imports SET is_indexed = true WHERE merchant_id = $1 AND id = $2";

    public ImportRun Open(Guid merchantId, Guid importId, ImportRequest request) =>
        new(merchantId, importId, request, new ImportPages(databases.JobScope(merchantId), importId, request, settings));

    public async Task<ImportStep> NextAsync(ImportRun run, CancellationToken cancellationToken)
    {
        var (merchantId, importId) = (run.MerchantId, run.ImportId);
        var scope = databases.JobScope(merchantId);
        await using var connection = await scope.OpenAsync(cancellationToken);
        var (merchant, isIndexed, position, tally) = await BeginAsync(scope, connection, importId, cancellationToken);
        var (isDone, chunk) = (false, (ImportChunk?)null);
        await using var writes = connection.CreateBatch();
        if (!isIndexed)
            AddIndex(writes, merchantId, importId);
        else
        {
            chunk = new ImportChunk(run, merchant, tally, clock.GetCurrentInstant());
            var page = await run.Pages.AfterAsync(position, cancellationToken);
            chunk.Take(page);
            if (page.Last is not null)
                await applications.Single(a => a.Kind == run.Request.Kind).ApplyAsync(chunk, connection, writes, cancellationToken);
            else
                isDone = !await CreditNoteMatches.ApplyAsync(chunk, connection, writes, cancellationToken);
            AddKept(writes, chunk, page.Last ?? position);
            if (isDone)
                AddEnd(writes, merchantId, importId);
        }

        writes.Add("COMMIT");
        await writes.ExecuteNonQueryAsync(cancellationToken);
        chunk?.Remember();
        signal.Wake(merchantId);
        return new ImportStep(isDone, tally);
    }

    /// <summary>What was applied stays and is derived; what waits in staging goes.</summary>
    public async Task AbandonAsync(Guid merchantId, Guid importId)
    {
        await using var batch = databases.JobScope(merchantId).Batch();
        AddEnd(batch, merchantId, importId);
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
        signal.Wake(merchantId);
    }

    private static void AddIndex(NpgsqlBatch batch, Guid merchantId, Guid importId)
    {
        StagingTable.AddIndex(batch, importId);
        batch.Add(MarkIndexed, merchantId, importId);
    }

    private static void AddKept(NpgsqlBatch batch, ImportChunk chunk, ImportPosition position)
    {
        chunk.AddAftermath(batch);
        chunk.Tally.Accepted = chunk.Tally.Lines - chunk.Tally.Refused;
        batch.Add(Advance, chunk.MerchantId, chunk.ImportId, position.Key, position.LineNo, JsonSerializer.Serialize(chunk.Tally, JsonDefaults.Options));
    }

    private void AddEnd(NpgsqlBatch batch, Guid merchantId, Guid importId)
    {
        StagingTable.AddDrop(batch, importId);
        ImportMessages.AddRelease(batch, merchantId, importId, clock.GetCurrentInstant());
    }

    private static async Task<(MerchantSettings Merchant, bool IsIndexed, ImportPosition Position, ImportTally Tally)> BeginAsync(
        MerchantScope scope, NpgsqlConnection connection, Guid importId, CancellationToken cancellationToken)
    {
        await using var batch = scope.BeginBatch(connection);
        foreach (var setting in Prepare.Split("; "))
            batch.Add(setting);
        MerchantSettings.Add(batch, scope.MerchantId);
        batch.Add(Lock, scope.MerchantId, importId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var merchant = await MerchantSettings.ReadAsync(reader, scope.MerchantId, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (merchant, reader.GetBoolean(0), new ImportPosition(reader.GetString(1), reader.GetInt64(2)),
            JsonSerializer.Deserialize<ImportTally>(reader.GetString(3), JsonDefaults.Options)!);
    }
}

/// <summary>Ends an import that cannot go on.</summary>
internal sealed class ImportRefusedException(Error error) : Exception(error.Detail)
{
    public Error Error => error;
}
