using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cooperation;

/// <summary>What one person was advised, newest first.</summary>
internal static class ListAdvice
{
    public sealed record Query(ExternalKey Key, PageRequest Page) : IQuery<Page<AdviceView>>;

    /// <param name="id">The customer: ours, or `~source:externalId`.</param>
    public static async Task<Results<Ok<Page<AdviceView>>, ProblemHttpResult>> Endpoint(
        ExternalKey id, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(id, page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, CustomerPersons persons) : IRequestHandler<Query, Result<Page<AdviceView>>>
    {
        public async Task<Result<Page<AdviceView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (key, page) = request;
            var filters = $"advice|{key}";
            var after = Cursor.Read<Position>(page.Cursor, filters);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;
            var seen = await persons.SeeAsync(key, cancellationToken);
            if (!seen.IsOk)
                return seen.Error;
            var person = seen.Value;

            var rows = db.Set<GivenAdvice>().AsNoTracking().Where(a => person.Ids.Contains(a.CustomerId));
            var total = await page.TotalOfAsync(rows, cancellationToken);
            if (after.Value is { } last)
                rows = rows.Where(a => a.GivenAt < last.GivenAt || (a.GivenAt == last.GivenAt && a.Id < last.Id));
            var found = await rows.OrderByDescending(a => a.GivenAt).ThenByDescending(a => a.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
            return Page<AdviceView>.Of([.. found.Select(AdviceView.Of)], page.Size, a => new Position(a.GivenAt, a.Id), filters, total);
        }
    }

    private sealed record Position(Instant GivenAt, Guid Id);
}
