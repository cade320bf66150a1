using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Merchants;

/// <summary>Reads the merchant behind the key.</summary>
internal static class GetMerchant
{
    public sealed record Query : IQuery<MerchantView>;

    public static async Task<Results<Ok<MerchantView>, ProblemHttpResult>> Endpoint(IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<MerchantView>>
    {
        public async Task<Result<MerchantView>> Handle(Query request, CancellationToken cancellationToken) =>
            MerchantView.Of(await db.Set<MerchantRow>().AsNoTracking().SingleAsync(cancellationToken));
    }
}
