using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Segments;

/// <summary>All segments by name.</summary>
internal static class ListSegments
{
    public sealed record Query(PageRequest Page) : IQuery<Page<SegmentView>>;

    public static async Task<Results<Ok<Page<SegmentView>>, ProblemHttpResult>> Endpoint([AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<SegmentView>>>
    {
        private const string Filters = "segments";

        public async Task<Result<Page<SegmentView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var after = Cursor.Read<Position>(request.Page.Cursor, Filters);
            if ((request.Page.Problem ?? after.Error) is { } problem)
                return problem;
            var segments = db.Set<SegmentRow>().AsNoTracking();
            var total = await request.Page.TotalOfAsync(segments, cancellationToken);
            if (after.Value is { } last)
                segments = segments.Where(s => s.Name.CompareTo(last.Name) > 0);
            var rows = await segments.OrderBy(s => s.Name).Take(request.Page.Size + 1).ToListAsync(cancellationToken);
            return Page<SegmentView>.Of([.. rows.Select(SegmentView.Of)], request.Page.Size, s => new Position(s.Name), Filters, total);
        }
    }

    private sealed record Position(string Name);
}
