using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;

namespace RetentionApi.Platform.Paging;

/// <summary>Pages by nothing but the id, which follows the time at which a row was made.</summary>
internal static class NewestFirst
{
    private const string Id = "Id";

    /// <param name="filters">Everything that selects the rows, in one fixed form.</param>
    public static async Task<Result<Page<TView>>> NewestFirstAsync<TRow, TView>(
        this IQueryable<TRow> rows, PageRequest page, string filters, Func<TRow, TView> view, Func<TView, Guid> idOf, CancellationToken cancellationToken)
        where TRow : class
    {
        var after = Cursor.Read<Position>(page.Cursor, filters);
        if ((page.Problem ?? after.Error) is { } problem)
            return problem;
        var total = await page.TotalOfAsync(rows, cancellationToken);
        if (after.Value is { } last)
            rows = rows.Where(r => EF.Property<Guid>(r, Id) < last.Id);
        var found = await rows.OrderByDescending(r => EF.Property<Guid>(r, Id)).Take(page.Size + 1).ToListAsync(cancellationToken);
        return Page<TView>.Of([.. found.Select(view)], page.Size, v => new Position(idOf(v)), filters, total);
    }

    private sealed record Position(Guid Id);
}
