using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Segments;

/// <summary>Forgets the criteria; the customers stay.</summary>
internal static class DeleteSegment
{
    public sealed record Command(Guid Id, IfMatch? IfMatch) : IDecision<SegmentView>;

    public static async Task<Results<NoContent, ProblemHttpResult>> Endpoint(Guid id, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, ifMatch), cancellationToken)).ToNoContent();

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<SegmentView>>>
    {
        public async Task<Result<Written<SegmentView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.Set<SegmentRow>().SingleOrDefaultAsync(s => s.Id == request.Id, cancellationToken) is not { } row)
                return SegmentProblems.NotFound;
            if (IfMatch.Check(request.IfMatch, row.Version) is { } stale)
                return stale;
            db.Remove(row);
            audit.Add(db, clock.GetCurrentInstant(), "segmentDeleted", "segment", row.Id, before: new CreateSegment.Body(row.Name, SegmentView.CriteriaOf(row)));
            await db.SaveChangesAsync(cancellationToken);
            return Written<SegmentView>.Ok(SegmentView.Of(row));
        }
    }
}
