using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Platform.Outbox;

/// <param name="Replayed">How many messages were taken up again.</param>
internal sealed record ReplayedMessagesView(int Replayed);

/// <summary>Takes up again what was set aside, once its cause is mended.</summary>
internal static class ReplayParkedMessages
{
    /// <param name="CustomerId">Only of this customer; absent: all.</param>
    public sealed record Body(Guid? CustomerId);

    public sealed record Command(Body Body) : IDecision<ReplayedMessagesView>;

    public static async Task<Results<Ok<ReplayedMessagesView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<ReplayedMessagesView>>>
    {
        public async Task<Result<Written<ReplayedMessagesView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            var customerId = request.Body.CustomerId;
            var replayed = await db.Set<OutboxRow>().Where(m => m.ParkedAt != null && (customerId == null || m.CustomerId == customerId))
                .ExecuteUpdateAsync(change => change.SetProperty(m => m.ParkedAt, (Instant?)null).SetProperty(m => m.DueAt, now).SetProperty(m => m.Attempts, (short)0), cancellationToken);
            audit.Add(db, now, "parkedMessagesReplayed", "customer", customerId ?? Guid.Empty);
            await db.SaveChangesAsync(cancellationToken);
            return Written<ReplayedMessagesView>.Ok(new ReplayedMessagesView(replayed));
        }
    }
}
