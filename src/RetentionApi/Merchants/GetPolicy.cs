using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Merchants;

/// <summary>Reads the numbers that hold now.</summary>
internal static class GetPolicy
{
    public sealed record Query : IQuery<Policy>;

    public static async Task<Results<Ok<Policy>, ProblemHttpResult>> Endpoint(IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Policy>>
    {
        public async Task<Result<Policy>> Handle(Query request, CancellationToken cancellationToken)
        {
            var current = await db.Set<MerchantRow>()
                .Join(db.Set<PolicyRow>(), m => m.PolicyVersion, p => p.Version, (_, policy) => policy).AsNoTracking().SingleAsync(cancellationToken);
            return JsonSerializer.Deserialize<Policy>(current.Content, JsonDefaults.Options)! with { Version = current.Version };
        }
    }
}
