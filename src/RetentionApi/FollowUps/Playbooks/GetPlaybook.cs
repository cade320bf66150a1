using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.FollowUps.Playbooks;

/// <summary>Reads one playbook.</summary>
internal static class GetPlaybook
{
    public sealed record Query(string Id) : IQuery<PlaybookView>;

    public static async Task<Results<Ok<PlaybookView>, ProblemHttpResult>> Endpoint(string id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(PlaybookReads reads) : IRequestHandler<Query, Result<PlaybookView>>
    {
        public Task<Result<PlaybookView>> Handle(Query request, CancellationToken cancellationToken) => reads.FindAsync(request.Id, cancellationToken);
    }
}
