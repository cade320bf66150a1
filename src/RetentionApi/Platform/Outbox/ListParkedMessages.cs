using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Paging;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Outbox;

/// <summary>Work that failed eight times and was set aside.</summary>
/// <param name="CustomerId">Whose; the nil id for what belongs to no customer.</param>
/// <param name="SubjectId">The order, delivery, interaction or duty that made it.</param>
/// <param name="Reason">What went wrong the last time.</param>
internal sealed record ParkedMessageView(Guid Id, Guid CustomerId, Guid? SubjectId, Instant OccurredAt, Instant ParkedAt, int Attempts, string? Reason);

/// <summary>What was set aside, with the reason, oldest customer first.</summary>
internal static class ListParkedMessages
{
    public sealed record Query(PageRequest Page) : IQuery<Page<ParkedMessageView>>;

    public static async Task<Results<Ok<Page<ParkedMessageView>>, ProblemHttpResult>> Endpoint(
        [AsParameters] PageRequest page, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Query(page), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db) : IRequestHandler<Query, Result<Page<ParkedMessageView>>>
    {
        private const string List = "parked-messages";

        public async Task<Result<Page<ParkedMessageView>>> Handle(Query request, CancellationToken cancellationToken)
        {
            var page = request.Page;
            var after = Cursor.Read<Position>(page.Cursor, List);
            if ((page.Problem ?? after.Error) is { } problem)
                return problem;
            var parked = db.Set<OutboxRow>().AsNoTracking().Where(m => m.ParkedAt != null);
            var total = await page.TotalOfAsync(parked, cancellationToken);
            if (after.Value is { } last)
                parked = parked.Where(m => m.CustomerId > last.CustomerId || (m.CustomerId == last.CustomerId && m.Id > last.Id));
            var rows = await parked.OrderBy(m => m.CustomerId).ThenBy(m => m.Id).Take(page.Size + 1)
                .Select(m => new ParkedMessageView(m.Id, m.CustomerId, m.SubjectId, m.OccurredAt, m.ParkedAt!.Value, m.Attempts, m.LastError)).ToListAsync(cancellationToken);
            return Page<ParkedMessageView>.Of(rows, page.Size, m => new Position(m.CustomerId, m.Id), List, total);
        }
    }

    private sealed record Position(Guid CustomerId, Guid Id);
}
