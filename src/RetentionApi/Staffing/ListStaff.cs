using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Staffing;

/// <summary>Everybody who works or worked for the merchant, newest first.</summary>
internal static class ListStaff
{
    public sealed record Query(PageRequest Page) : IQuery<Page<StaffView>>;

    public static async Task<Results<Ok<Page<StaffView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<StaffView>>>
    {
        public Task<Result<Page<StaffView>>> Handle(Query request, CancellationToken cancellationToken) =>
            db.Set<StaffRow>().AsNoTracking().NewestFirstAsync(request.Page, "staff", StaffView.Of, view => view.Id, cancellationToken);
    }
}
