using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Reviews;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reviews;

internal static class GetReview
{
    public sealed record Query(Guid Id) : IQuery<ReviewView>;

    public static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<ReviewView>>
    {
        public async Task<Result<ReviewView>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.Set<Review>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.Id, cancellationToken) is { } review
                ? await db.ViewAsync(review, cancellationToken)
                : ReviewProblems.NotFound;
    }
}
