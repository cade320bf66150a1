using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Customers;

internal static class GetConsents
{
    public sealed record Query(ExternalKey Key) : IQuery<ConsentsView>;

    public static async Task<Results<Ok<ConsentsView>, ProblemHttpResult>> Endpoint(ExternalKey id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, CustomerPersons persons, Caller caller) : IRequestHandler<Query, Result<ConsentsView>>
    {
        public async Task<Result<ConsentsView>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (await persons.FindAsync(request.Key, cancellationToken) is not { } person)
                return CustomerProblems.NotFound;
            if (person.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            return ConsentsView.Of(await db.Set<ConsentRow>().AsNoTracking().Where(c => person.Ids.Contains(c.CustomerId)).ToListAsync(cancellationToken));
        }
    }
}
