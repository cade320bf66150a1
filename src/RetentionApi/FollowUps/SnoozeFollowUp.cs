using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.FollowUps;

/// <summary>Comes back later, never after its deadline.</summary>
internal static class SnoozeFollowUp
{
    /// <param name="Until">When it comes back: later than now, not after the deadline.</param>
    public sealed record Body(Instant Until);

    public sealed record Command(Guid Id, Body Body) : IDecision<FollowUpView>;

    public static async Task<Results<Ok<FollowUpView>, ProblemHttpResult>> Endpoint(Guid id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Handler(FollowUpDecisions decisions) : IRequestHandler<Command, Result<Written<FollowUpView>>>
    {
        public Task<Result<Written<FollowUpView>>> Handle(Command request, CancellationToken cancellationToken) =>
            decisions.DecideAsync(request.Id, "followUpSnoozed", f => f.Snooze(request.Body.Until, decisions.StaffId, decisions.Now), null, cancellationToken);
    }
}
