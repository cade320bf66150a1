using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Merchants.Policies;

/// <summary>Reads the numbers that hold now.</summary>
internal static class GetPolicy
{
    public sealed record Query : IQuery<PolicyVersionView>;

    public static async Task<Results<Ok<PolicyVersionView>, ProblemHttpResult>> Endpoint(IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<PolicyVersionView>>
    {
        public async Task<Result<PolicyVersionView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var current = await db.Set<MerchantRow>().Join(db.Set<PolicyRow>(), m => m.PolicyVersion, p => p.Version, (_, policy) => policy)
                .AsNoTracking().SingleAsync(cancellationToken);
            return PolicyVersionView.Of(current, current.Version, await PolicyVersions.NewestAsync(db, cancellationToken));
        }
    }
}
