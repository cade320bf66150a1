using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Staffing;

namespace RetentionApi.Cases;

/// <summary>Says who looks after a case, what it is about, how bad it is.</summary>
internal static class ChangeCase
{
    /// <param name="OwnerId">The staff member who looks after it; the step that is owed goes to them too.</param>
    public sealed record Body(Guid? OwnerId, CaseTopic Topic, CaseSeverity Severity);

    public sealed record Command(ExternalKey Key, MergePatch<Body> Patch, IfMatch? IfMatch) : IDecision<CaseView>;

    /// <param name="id">Ours, or `~source:externalId`.</param>
    public static async Task<Results<Ok<CaseView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, MergePatch<Body> patch, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, patch, ifMatch), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, CaseDecisions decisions) : IRequestHandler<Command, Result<Written<CaseView>>>
    {
        public Task<Result<Written<CaseView>>> Handle(Command request, CancellationToken cancellationToken) =>
            decisions.DecideAsync(request.Key, "caseChanged", hand => ChangeAsync(hand, request, cancellationToken), null, cancellationToken);

        private async Task<Result<FollowUp?>> ChangeAsync(CaseAtHand hand, Command request, CancellationToken cancellationToken)
        {
            var known = hand.Case;
            if (IfMatch.Check(request.IfMatch, known.Version) is { } stale)
                return stale;
            var after = request.Patch.ApplyTo(new Body(known.OwnerId, known.Topic, known.Severity));
            if (after.OwnerId is { } owner && owner != known.OwnerId && !await db.IsActiveStaffAsync(owner, cancellationToken))
                return CaseProblems.OwnerUnknown;
            if (after.OwnerId != known.OwnerId && hand.Step is { } step)
                _ = step.Assign(after.OwnerId).Value;
            known.Change(after.OwnerId, after.Topic, after.Severity);
            return Result<FollowUp?>.Ok(hand.Step);
        }
    }
}
