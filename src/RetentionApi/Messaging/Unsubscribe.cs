using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Messaging;

/// <summary>Takes back the consent that a message rested on: of its channel, for its purpose. Done already, it changes nothing.</summary>
internal static class Unsubscribe
{
    private const string Source = "unsubscribe";

    /// <param name="SubjectId">The duty that the message did, or what the notice was about.</param>
    public sealed record Command(Guid CustomerId, Guid SubjectId) : IDecision<int>;

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<int>>>
    {
        /// <returns>How many consents were taken back.</returns>
        public async Task<Result<Written<int>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            if (await CustomerPersons.FindAsync(db, new ExternalKey(request.CustomerId, null, null), cancellationToken) is not { } person)
                return CustomerProblems.NotFound;
            var sent = await db.Set<MessageRow>().Where(m => m.FollowUpId == request.SubjectId || m.SubjectId == request.SubjectId)
                .Where(m => person.Ids.Contains(m.CustomerId)).Select(m => new { m.Channel, m.Class }).Distinct().ToListAsync(cancellationToken);
            var said = await db.Set<ConsentRow>().AsNoTracking().Where(c => person.Ids.Contains(c.CustomerId)).ToListAsync(cancellationToken);
            var refusals = sent.SelectMany(m => person.Ids.Select(id => RefusalOf(id, m.Channel, m.Class, now))).Where(refusal => !IsRefused(said, refusal)).ToList();
            if (refusals.Count > 0)
            {
                db.AddRange(refusals);
                audit.Add(db, now, "unsubscribed", "customer", person.Id, after: sent);
                db.AddWork(person.Id, person.Id, now, now);
                await db.SaveChangesAsync(cancellationToken);
            }

            return Written<int>.Ok(refusals.Count);
        }

        /// <summary>For each customer who is this person, so that it survives the undoing of a merge.</summary>
        private ConsentRow RefusalOf(Guid customerId, ContactChannel channel, MessageClass message, Instant now) => new()
        {
            MerchantId = db.MerchantId,
            CustomerId = customerId,
            Channel = channel,
            Purpose = message is MessageClass.Survey ? ConsentPurpose.Survey : ConsentPurpose.Marketing,
            OccurredAt = now,
            Id = Ids.New(now),
            IsGranted = false,
            Source = Source,
        };

        private static bool IsRefused(List<ConsentRow> said, ConsentRow refusal) =>
            said.Where(c => (c.CustomerId, c.Channel, c.Purpose) == (refusal.CustomerId, refusal.Channel, refusal.Purpose)).MaxBy(c => (c.OccurredAt, c.Id)) is { IsGranted: false };
    }
}
