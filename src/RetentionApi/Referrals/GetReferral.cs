using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Referrals;

internal static class GetReferral
{
    public sealed record Query(Guid Id) : IQuery<ReferralView>;

    public static async Task<Results<Ok<ReferralView>, ProblemHttpResult>> Endpoint(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, CustomerPersons persons) : IRequestHandler<Query, Result<ReferralView>>
    {
        public async Task<Result<ReferralView>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await db.Set<ReferralRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.Id, cancellationToken) is not { } row)
                return ReferralProblems.NotFound;
            return await persons.IsHiddenAsync(row.ReferrerId, cancellationToken) || await persons.IsHiddenAsync(row.ReferredId, cancellationToken)
                ? CustomerProblems.Restricted
                : ReferralView.Of(row);
        }
    }
}
