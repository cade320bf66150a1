using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging;

/// <summary>What was or would be sent, newest first.</summary>
internal static class ListMessages
{
    /// <param name="CustomerId">Only this customer's, and those of who was merged into them.</param>
    /// <param name="Status">handedOver, held, suppressed.</param>
    public sealed record Filters(Guid? CustomerId, MessageStatus? Status);

    public sealed record Query(Filters Filters, PageRequest Page) : IQuery<Page<MessageView>>;

    public static async Task<Results<Ok<Page<MessageView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] Filters filters, [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(filters, page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<MessageView>>>
    {
        public async Task<Result<Page<MessageView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (filters, page) = request;
            var fingerprint = $"messages|{filters}";
            var after = Cursor.Read<Position>(page.Cursor, fingerprint);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;

            var messages = db.Set<MessageRow>().AsNoTracking();
            if (filters.CustomerId is { } customer)
                messages = messages.Where(m => m.CustomerId == customer || db.Set<CustomerAliasRow>().Any(a => a.PersonId == customer && a.CustomerId == m.CustomerId));
            if (filters.Status is { } status)
                messages = messages.Where(m => m.Status == status);
            var total = page.IncludeTotal is true ? await messages.LongCountAsync(cancellationToken) : (long?)null;
            if (after.Value is { } last)
                messages = messages.Where(m => m.CreatedAt < last.CreatedAt || (m.CreatedAt == last.CreatedAt && m.Id < last.Id));
            var rows = await messages.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
            return Page<MessageView>.Of([.. rows.Select(MessageView.Of)], page.Size, m => new Position(m.CreatedAt, m.Id), fingerprint, total);
        }
    }

    private sealed record Position(Instant CreatedAt, Guid Id);
}
