using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps.Playbooks;
using RetentionApi.Merchants.Policies;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.FollowUps.Playbooks;

/// <summary>Does something otherwise than the product's own playbook.</summary>
internal static class ChangePlaybook
{
    public sealed record Command(string Id, MergePatch<OwnPlaybook> Patch, IfMatch? IfMatch) : IDecision<PlaybookView>;

    public static async Task<Results<Ok<PlaybookView>, ProblemHttpResult>> Endpoint(
        string id, MergePatch<OwnPlaybook> patch, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, patch, ifMatch), cancellationToken)).ToOk();

    public sealed class Handler(PlaybookChanges changes) : IRequestHandler<Command, Result<Written<PlaybookView>>>
    {
        public Task<Result<Written<PlaybookView>>> Handle(Command request, CancellationToken cancellationToken) =>
            changes.ChangeAsync(request.Id, PolicyVersions.Seen(request.IfMatch), own => request.Patch.ApplyTo(own), "playbook changed", cancellationToken);
    }
}
