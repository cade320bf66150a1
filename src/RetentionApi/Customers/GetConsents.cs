using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

internal static class GetConsents
{
    public sealed record Query(ExternalKey Key) : IQuery<ConsentsView>;

    public static async Task<Results<Ok<ConsentsView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, CustomerPersons persons) : IRequestHandler<Query, Result<ConsentsView>>
    {
        public async Task<Result<ConsentsView>> Handle(Query request, CancellationToken cancellationToken)
        {
            var seen = await persons.SeeAsync(request.Key, cancellationToken);
            if (!seen.IsOk)
                return seen.Error;
            var person = seen.Value;
            return ConsentsView.Of(await db.Set<ConsentRow>().AsNoTracking().Where(c => person.Ids.Contains(c.CustomerId)).ToListAsync(cancellationToken));
        }
    }
}
