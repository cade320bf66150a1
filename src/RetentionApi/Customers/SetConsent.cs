using System.ComponentModel;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Customers;

/// <summary>Keeps what a customer said about one channel and purpose. Nothing is overwritten; the newest word counts from the moment it is kept.</summary>
internal static class SetConsent
{
    /// <param name="Granted">`false` is a refusal, or takes a consent back.</param>
    /// <param name="Source">Where they said it: checkout, phone, letter …</param>
    /// <param name="Wording">To what words they said it.</param>
    /// <param name="Proof">What shows that they did.</param>
    /// <param name="OccurredAt">When they said it; absent: now.</param>
    public sealed record Body(bool Granted, string Source, string? Wording, string? Proof, Instant? OccurredAt);

    public sealed record Command(ExternalKey Key, ContactChannel Channel, ConsentPurpose Purpose, Body Body) : IDecision<ConsentsView>;

    public static async Task<Results<Ok<ConsentsView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, [Description("By which way.")] ContactChannel channel, [Description("For what.")] ConsentPurpose purpose, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, channel, purpose, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        private const int LongestSource = 200, LongestText = 2000;

        public Validator()
        {
            RuleFor(c => c.Channel).IsInEnum().NotEqual(ContactChannel.Staff).WithMessage("a channel that messages go by");
            RuleFor(c => c.Purpose).IsInEnum().WithMessage("survey or marketing");
            RuleFor(c => c.Body.Source).Length(1, LongestSource).WithMessage($"1 to {LongestSource} characters");
            RuleFor(c => c.Body.Wording).MaximumLength(LongestText).WithMessage($"at most {LongestText} characters");
            RuleFor(c => c.Body.Proof).MaximumLength(LongestText).WithMessage($"at most {LongestText} characters");
        }
    }

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<ConsentsView>>>
    {
        public async Task<Result<Written<ConsentsView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (now, body) = (clock.GetCurrentInstant(), request.Body);
            if (body.OccurredAt > now)
                return CustomerProblems.ConsentInFuture;
            if (await CustomerPersons.FindAsync(db, request.Key, cancellationToken) is not { } person)
                return CustomerProblems.NotFound;
            if (person.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            var said = await db.Set<ConsentRow>().Where(c => person.Ids.Contains(c.CustomerId)).ToListAsync(cancellationToken);
            var rows = person.Ids.Select(id => RowOf(request, id, body.OccurredAt ?? now, now)).Where(row => !said.Exists(s => IsSame(s, row))).ToList();
            if (rows.Count > 0)
            {
                db.AddRange(rows);
                audit.Add(db, now, "consentGiven", "customer", person.Id, after: new { request.Channel, request.Purpose, body.Granted, body.Source, body.OccurredAt });
                db.AddWork(person.Id, person.Id, body.OccurredAt ?? now, now);
                await db.SaveChangesAsync(cancellationToken);
            }

            return Written<ConsentsView>.Ok(ConsentsView.Of([.. said, .. rows]));
        }

        /// <summary>For each customer who is this person: a new word stands above all that any of them said before, whatever becomes of the merge.</summary>
        private ConsentRow RowOf(Command request, Guid customerId, Instant occurredAt, Instant now) => new()
        {
            MerchantId = db.MerchantId,
            CustomerId = customerId,
            Channel = request.Channel,
            Purpose = request.Purpose,
            OccurredAt = occurredAt,
            Id = Ids.New(now),
            IsGranted = request.Body.Granted,
            Source = request.Body.Source,
            Wording = request.Body.Wording,
            Proof = request.Body.Proof,
        };

        private static bool IsSame(ConsentRow a, ConsentRow b) =>
            (a.CustomerId, a.Channel, a.Purpose, a.OccurredAt, a.IsGranted) == (b.CustomerId, b.Channel, b.Purpose, b.OccurredAt, b.IsGranted);
    }
}
