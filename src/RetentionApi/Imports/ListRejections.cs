using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Imports;

/// <param name="LineNo">Counted from 1, the header's line among them.</param>
/// <param name="Raw">The line as it came.</param>
internal sealed record RejectionView(long LineNo, string Code, string Detail, string Raw);

/// <summary>The lines of an import that were refused, in the file's order, to be mended and sent again.</summary>
internal static class ListRejections
{
    public sealed record Query(Guid Id, PageRequest Page) : IQuery<Page<RejectionView>>;

    /// <param name="id">The import's, which is its operation's.</param>
    public static async Task<Results<Ok<Page<RejectionView>>, PushStreamHttpResult, ProblemHttpResult>> Endpoint(
        Guid id, [AsParameters] PageRequest page, HttpRequest request, RetentionDbContext db, IMediator mediator, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new Query(id, page), cancellationToken);
        if (!result.IsOk)
            return Platform.Errors.Problems.Of(result.Error);
        if (!request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/csv"))
            return TypedResults.Ok(result.Value);
        return TypedResults.Stream(stream => WriteAsync(db, id, stream, cancellationToken), "text/csv; charset=utf-8", $"rejections-{id}.csv");
    }

    /// <summary>All of them, some thousand rows at a time.</summary>
    private static async Task WriteAsync(RetentionDbContext db, Guid id, Stream stream, CancellationToken cancellationToken)
    {
        const int AtATime = 5_000;
        await using var csv = new CsvLines(stream);
        await csv.WriteAsync(["line_no", "code", "detail", "raw"]);
        var rows = new List<RejectionView>();
        do
        {
            rows = await After(db, id, rows.Count == 0 ? 0 : rows[^1].LineNo).Take(AtATime).ToListAsync(cancellationToken);
            foreach (var row in rows)
                await csv.WriteAsync([row.LineNo, row.Code, row.Detail, row.Raw]);
        }
        while (rows.Count == AtATime);
    }

    private static IQueryable<RejectionView> After(RetentionDbContext db, Guid id, long lineNo) => db.Set<ImportRejectionRow>()
        .Where(r => r.ImportId == id && r.LineNo > lineNo).OrderBy(r => r.LineNo).Select(r => new RejectionView(r.LineNo, r.Code, r.Detail, r.Raw));

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<RejectionView>>>
    {
        public async Task<Result<Page<RejectionView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (request.Page.Problem is { } problem)
                return problem;
            var filters = $"rejections|{request.Id}";
            var after = Cursor.Read<Position>(request.Page.Cursor, filters);
            if (!after.IsOk)
                return after.Error;
            if (!await db.Set<ImportRow>().AnyAsync(i => i.Id == request.Id, cancellationToken))
                return ImportProblems.NotFound;
            var total = request.Page.IncludeTotal is true ? await After(db, request.Id, 0).LongCountAsync(cancellationToken) : (long?)null;
            var rows = await After(db, request.Id, after.Value?.LineNo ?? 0).Take(request.Page.Size + 1).ToListAsync(cancellationToken);
            return Page<RejectionView>.Of(rows, request.Page.Size, r => new Position(r.LineNo), filters, total);
        }
    }

    private sealed record Position(long LineNo);
}
