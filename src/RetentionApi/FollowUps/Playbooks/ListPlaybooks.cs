using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;

namespace RetentionApi.FollowUps.Playbooks;

/// <summary>All playbooks: one for each fact that makes something owed, so that they are a page.</summary>
internal static class ListPlaybooks
{
    public sealed record Query : IQuery<Page<PlaybookView>>;

    public static async Task<Results<Ok<Page<PlaybookView>>, ProblemHttpResult>> Endpoint(IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(), cancellationToken)).ToOk();

    public sealed class Handler(PlaybookReads reads) : IRequestHandler<Query, Result<Page<PlaybookView>>>
    {
        public async Task<Result<Page<PlaybookView>>> Handle(Query request, CancellationToken cancellationToken) =>
            new Page<PlaybookView>(await reads.AllAsync(cancellationToken), null);
    }
}
