using RetentionApi.Imports.Reading;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports.Applying;

/// <summary>Lines that are applied together.</summary>
/// <param name="Last">Null: there are none left.</param>
/// <param name="Count">Of lines, those that cannot be read too.</param>
internal sealed record ImportPage(ImportPosition? Last, int Count, IReadOnlyList<ImportLine> Lines, IReadOnlyList<UnreadableLine> Unreadable);

internal sealed record UnreadableLine(long No, byte[] Raw, string Code, string Detail);

/// <summary>The staged lines of an import, page after page in order of key and line; the next page is read while the one before is stored.</summary>
internal sealed class ImportPages(MerchantScope scope, Guid importId, ImportRequest request, ImportSettings settings) : IAsyncDisposable
{
    private readonly ImportLayout layout = new(request);

    private (ImportPosition Position, Task<ImportPage> Page)? ahead;

    public async Task<ImportPage> AfterAsync(ImportPosition position, CancellationToken cancellationToken)
    {
        var page = await TakeAsync(position) ?? await ReadAsync(position, cancellationToken);
        if (page.Last is { } last)
            ahead = (last, Task.Run(() => ReadAsync(last, cancellationToken), cancellationToken));
        return page;
    }

    public async ValueTask DisposeAsync() => await TakeAsync(position: null);

    /// <summary>Null: another position was expected, or it could not be read.</summary>
    private async Task<ImportPage?> TakeAsync(ImportPosition? position)
    {
        if (ahead is not var (expected, page))
            return null;
        ahead = null;
        await ((Task)page).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return expected == position && page.IsCompletedSuccessfully ? await page : null;
    }

    private async Task<ImportPage> ReadAsync(ImportPosition after, CancellationToken cancellationToken)
    {
        await using var batch = scope.Batch();
        StagingTable.AddPage(batch, importId, after, settings.LinesPerChunk, settings.BytesPerChunk);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var (count, bytes, last, lines, unreadable) = (0, 0L, (ImportPosition?)null, new List<ImportLine>(settings.LinesPerChunk), new List<UnreadableLine>());
        for (; await reader.ReadAsync(cancellationToken); count++)
        {
            last = new ImportPosition(reader.GetString(1), reader.GetInt64(0));
            var raw = reader.GetFieldValue<byte[]>(2);
            if ((bytes += raw.Length) > settings.BytesPerChunk + StagingTable.MostBytesOfAnOrder)
                throw new ImportRefusedException(ImportProblems.OrderTooLarge);
            var values = layout.Read(raw);
            if (values.IsOk)
                lines.Add(new ImportLine(last.LineNo, raw, values.Value));
            else
                unreadable.Add(new UnreadableLine(last.LineNo, raw, values.Error.Code, values.Error.Detail));
        }

        if (count == settings.LinesPerChunk + StagingTable.MostLinesOfAnOrder && last!.Key.Length > 0)
            throw new ImportRefusedException(ImportProblems.OrderTooLarge);
        return new ImportPage(last, count, lines, unreadable);
    }
}
