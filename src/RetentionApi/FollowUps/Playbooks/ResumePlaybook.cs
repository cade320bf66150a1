using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.FollowUps.Playbooks;

/// <summary>Begins anew: what facts call for and whose deadline is still ahead is owed again.</summary>
internal static class ResumePlaybook
{
    public sealed record Command(string Id) : IDecision<PlaybookView>;

    public static async Task<Results<Ok<PlaybookView>, ProblemHttpResult>> Endpoint(string id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id), cancellationToken)).ToOk();

    public sealed class Handler(PlaybookChanges changes) : IRequestHandler<Command, Result<Written<PlaybookView>>>
    {
        public Task<Result<Written<PlaybookView>>> Handle(Command request, CancellationToken cancellationToken) =>
            changes.ChangeAsync(request.Id, _ => null, own => own with { IsPaused = false }, "playbook resumed", cancellationToken);
    }
}
