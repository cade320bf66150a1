using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;
using RetentionApi.Orders;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Referrals;

/// <summary>Reports that one customer brought another. Whoever is told first counts, for ever.</summary>
internal static class CreateReferral
{
    private const int LongestCode = 200;

    /// <param name="Source">Which storefront tells it; with `externalId`.</param>
    /// <param name="ExternalId">The storefront's own id; the same again is the same referral.</param>
    /// <param name="Referrer">Who brought: our id, or `~source:externalId`.</param>
    /// <param name="Referred">Who came: our id, or `~source:externalId`.</param>
    /// <param name="OccurredAt">When they came; absent: now. Not after their first order.</param>
    /// <param name="Code">The code or link that was used.</param>
    public sealed record Body(string Source, string ExternalId, string Referrer, string Referred, Instant? OccurredAt, string? Code);

    public sealed record Command(Body Body) : IDecision<ReferralView>;

    public static async Task<Results<Created<ReferralView>, Ok<ReferralView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/referrals/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.Source).Must(ExternalKey.IsSource).WithMessage("1 to 32 of a-z, 0-9 and _");
            RuleFor(c => c.Body.ExternalId).Must(ExternalKey.IsExternalId).WithMessage("1 to 255 bytes, no control characters");
            RuleFor(c => c.Body.Referrer).Must(IsKey).WithMessage("our id, or ~source:externalId");
            RuleFor(c => c.Body.Referred).Must(IsKey).WithMessage("our id, or ~source:externalId");
            RuleFor(c => c.Body.Code).MaximumLength(LongestCode).WithMessage($"at most {LongestCode} characters");
        }

        private static bool IsKey(string text) => ExternalKey.TryParse(text, out _);
    }

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<ReferralView>>>
    {
        public async Task<Result<Written<ReferralView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (body, now) = (request.Body, clock.GetCurrentInstant());
            if (await db.Set<ReferralRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Source == body.Source && r.ExternalId == body.ExternalId, cancellationToken) is { } known)
                return await IsHiddenAsync(known, cancellationToken) ? CustomerProblems.Restricted : Written<ReferralView>.Ok(ReferralView.Of(known));
            if (await FindAsync(body.Referrer, cancellationToken) is not { } referrer)
                return ReferralProblems.ReferrerUnknown;
            if (await FindAsync(body.Referred, cancellationToken) is not { } referred)
                return ReferralProblems.ReferredUnknown;
            var occurredAt = body.OccurredAt ?? now;
            if (await ProblemOfAsync(referrer, referred, occurredAt, now, cancellationToken) is { } problem)
                return problem;

            var row = RowOf(body, referrer, referred, occurredAt, now);
            db.Add(row);
            Tell(row, now);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (exception.Violates(ReferralTable.OnceReferred) || exception.Violates(ReferralTable.OnceReported))
            {
                return ReferralProblems.AlreadyReferred;
            }

            return Written<ReferralView>.Created(ReferralView.Of(row));
        }

        private async Task<bool> IsHiddenAsync(ReferralRow referral, CancellationToken cancellationToken) =>
            await CustomerPersons.IsHiddenAsync(db, caller, referral.ReferrerId, cancellationToken) || await CustomerPersons.IsHiddenAsync(db, caller, referral.ReferredId, cancellationToken);

        private Task<Person?> FindAsync(string text, CancellationToken cancellationToken) =>
            ExternalKey.TryParse(text, out var key) ? CustomerPersons.FindAsync(db, key, cancellationToken) : Task.FromResult<Person?>(null);

        private async Task<Error?> ProblemOfAsync(Person referrer, Person referred, Instant occurredAt, Instant now, CancellationToken cancellationToken)
        {
            if (referrer.IsHiddenFrom(caller) || referred.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            if (referrer.Id == referred.Id)
                return ReferralProblems.OfThemselves;
            if (occurredAt > now)
                return ReferralProblems.InFuture;
            if (await db.Set<ReferralRow>().AnyAsync(r => referred.Ids.Contains(r.ReferredId), cancellationToken))
                return ReferralProblems.AlreadyReferred;
            return await db.Set<OrderRow>().AnyAsync(
                o => referred.Ids.Contains(o.CustomerId!.Value) && o.PlacedAt < occurredAt && !o.IsTest && o.Status != OrderStatus.Cancelled, cancellationToken)
                ? ReferralProblems.BoughtBefore
                : null;
        }

        private ReferralRow RowOf(Body body, Person referrer, Person referred, Instant occurredAt, Instant now) => new()
        {
            MerchantId = db.MerchantId,
            Id = Ids.New(now),
            ReferrerId = referrer.Id,
            ReferredId = referred.Id,
            Source = body.Source,
            ExternalId = body.ExternalId,
            Code = body.Code,
            OccurredAt = occurredAt,
            CreatedAt = now,
        };

        /// <summary>Both are derived anew: who came may have bought already, and that is the referrer's evidence.</summary>
        private void Tell(ReferralRow row, Instant now)
        {
            foreach (var (customerId, kind, summary) in new[] { (row.ReferrerId, "referred", "brought a customer"), (row.ReferredId, "wasReferred", "was brought by a customer") })
            {
                db.AddEntry(customerId, row.OccurredAt, kind, row.Id, summary, now);
                db.AddWork(customerId, row.Id, row.OccurredAt, now);
            }

            audit.Add(db, now, "referralReported", "referral", row.Id);
        }
    }
}
