using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.FollowUps;

/// <summary>"I am at it", for four hours.</summary>
internal static class ClaimFollowUp
{
    public sealed record Command(Guid Id) : IDecision<FollowUpView>;

    public static async Task<Results<Ok<FollowUpView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id), cancellationToken)).ToOk();

    public sealed class Handler(FollowUpDecisions decisions) : IRequestHandler<Command, Result<Written<FollowUpView>>>
    {
        public Task<Result<Written<FollowUpView>>> Handle(Command request, CancellationToken cancellationToken) =>
            decisions.DecideAsync(request.Id, "followUpClaimed", f => f.Claim(decisions.StaffId, decisions.Now), null, cancellationToken);
    }
}
