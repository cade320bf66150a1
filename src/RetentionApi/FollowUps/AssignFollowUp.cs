using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Staffing;

namespace RetentionApi.FollowUps;

/// <summary>Gives a duty to somebody; whose customer it is stays as it is.</summary>
internal static class AssignFollowUp
{
    /// <param name="OwnerId">Who does it from now on.</param>
    public sealed record Body(Guid OwnerId);

    public sealed record Command(Guid Id, Body Body) : IDecision<FollowUpView>;

    public static async Task<Results<Ok<FollowUpView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, FollowUpDecisions decisions) : IRequestHandler<Command, Result<Written<FollowUpView>>>
    {
        public async Task<Result<Written<FollowUpView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var ownerId = request.Body.OwnerId;
            return await db.IsActiveStaffAsync(ownerId, cancellationToken)
                ? await decisions.DecideAsync(request.Id, "followUpAssigned", f => f.Assign(ownerId), null, cancellationToken)
                : FollowUpProblems.OwnerUnknown;
        }
    }
}
