using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Segments;

internal static class GetSegment
{
    public sealed record Query(Guid Id) : IQuery<SegmentView>;

    public static async Task<Results<Ok<SegmentView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(SegmentReads segments) : IRequestHandler<Query, Result<SegmentView>>
    {
        public async Task<Result<SegmentView>> Handle(Query request, CancellationToken cancellationToken) =>
            await segments.FindAsync(request.Id, cancellationToken) is { } segment ? segment : SegmentProblems.NotFound;
    }
}
