using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Staffing;

/// <summary>Reads one person.</summary>
internal static class GetStaff
{
    public sealed record Query(Guid Id) : IQuery<StaffView>;

    public static async Task<Results<Ok<StaffView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<StaffView>>
    {
        public async Task<Result<StaffView>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.Set<StaffRow>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.Id, cancellationToken) is { } row ? StaffView.Of(row) : StaffProblems.NotFound;
    }
}
