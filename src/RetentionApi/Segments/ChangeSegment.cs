using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Segments;

internal static class ChangeSegment
{
    public sealed record Command(Guid Id, MergePatch<CreateSegment.Body> Patch, IfMatch? IfMatch) : IDecision<SegmentView>;

    public static async Task<Results<Ok<SegmentView>, ProblemHttpResult>> Endpoint(
        Guid id, MergePatch<CreateSegment.Body> patch, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, patch, ifMatch), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<SegmentView>>>
    {
        private static readonly SegmentRules.Body Rules = new();

        public async Task<Result<Written<SegmentView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.Set<SegmentRow>().SingleOrDefaultAsync(s => s.Id == request.Id, cancellationToken) is not { } row)
                return SegmentProblems.NotFound;
            if (IfMatch.Check(request.IfMatch, row.Version) is { } stale)
                return stale;
            var before = new CreateSegment.Body(row.Name, SegmentView.CriteriaOf(row));
            var after = request.Patch.ApplyTo(before);
            if (Rules.Validate(after) is { IsValid: false } broken)
                return Invalid.Of(broken.Errors);
            if (SegmentRules.ProblemOf(after.Criteria) is { } problem)
                return problem;

            var now = clock.GetCurrentInstant();
            (row.Name, row.Criteria) = (after.Name.Trim(), JsonSerializer.Serialize(after.Criteria, JsonDefaults.Options));
            (row.Customers, row.CountedAt) = (await SegmentReads.CountAsync(db, after.Criteria, cancellationToken), now);
            row.Version++;
            audit.Add(db, now, "segmentChanged", "segment", row.Id, before, after);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (exception.Violates(SegmentTable.OneName))
            {
                return SegmentProblems.NameTaken;
            }

            return Written<SegmentView>.Ok(SegmentView.Of(row));
        }
    }
}
