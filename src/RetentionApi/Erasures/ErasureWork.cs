using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Operations;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Erasures;

/// <summary>Searches what no key leads to. Stopped, cancelled or killed in the middle, it is done all the same: see <see cref="ErasureJob"/>.</summary>
internal sealed class ErasureWork(MerchantDatabases databases, Eraser eraser, IClock clock) : IOperationWork
{
    public const string OperationKind = "erasure";

    public string Kind => OperationKind;

    public async Task<Result<object>> RunAsync(OperationRun run, CancellationToken cancellationToken)
    {
        await using var db = databases.JobContext(run.MerchantId);
        if (await db.Set<ErasureRow>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == run.Id, cancellationToken) is not { } erasure)
            return Result<object>.Ok(new ErasureResult(new Dictionary<string, long>()));
        if (erasure.SearchedAt is not null)
            return Result<object>.Ok(new ErasureResult(erasure.RowsByTable));
        var searched = await eraser.SearchAsync(databases.JobScope(run.MerchantId), erasure, done => run.ReportAsync(done, eraser.Searches), cancellationToken);
        var rows = Eraser.Sum(erasure.RowsByTable, searched);
        await Eraser.EndSearchAsync(databases.JobScope(run.MerchantId), erasure.Id, rows, clock.GetCurrentInstant(), cancellationToken);
        return Result<object>.Ok(new ErasureResult(rows));
    }
}

/// <summary>What came of an erasure.</summary>
/// <param name="Rows">How many rows of each table were removed, or cleared of the person.</param>
internal sealed record ErasureResult(IReadOnlyDictionary<string, long> Rows);
