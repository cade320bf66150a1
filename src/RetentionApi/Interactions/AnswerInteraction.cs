using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;
using RetentionApi.Messaging;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;
using RetentionApi.Platform.Time;
using RetentionApi.Promises;

namespace RetentionApi.Interactions;

/// <summary>Answers an enquiry, and so ends the duty that it made. A duty that is not derived yet is ended by the derivation, which sees the answer.</summary>
internal static class AnswerInteraction
{
    /// <param name="Text">What was answered.</param>
    /// <param name="AnsweredAt">When it was said or written; decides whether it was in time. Absent: it is written now, and handed over as a message.</param>
    /// <param name="PromisedBy">The day by whose end you promise in it to do something: a promise of its own, whose words are the answer's.</param>
    public sealed record Body(string Text, Instant? AnsweredAt, LocalDate? PromisedBy = null);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<InteractionView>;

    public static async Task<Results<Ok<InteractionView>, ProblemHttpResult>> Endpoint(ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Text).Must(t => t.Trim().Length is > 0 and <= InteractionRules.LongestText)
            .WithMessage($"1 to {InteractionRules.LongestText} characters");
    }

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, ReplyMessages replies, IClock clock) : IRequestHandler<Command, Result<Written<InteractionView>>>
    {
        public async Task<Result<Written<InteractionView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            var (id, source, externalId) = request.Key;
            var row = await db.Set<InteractionRow>().SingleOrDefaultAsync(i => i.Id == id || (i.Source == source && i.ExternalId == externalId), cancellationToken);
            if (row is null)
                return InteractionProblems.NotFound;
            if (await CustomerPersons.FindAsync(db, new ExternalKey(row.CustomerId, null, null), cancellationToken) is not { } person)
                return InteractionProblems.NotFound;
            if (person.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            var answeredAt = request.Body.AnsweredAt ?? Instant.Max(now, row.OccurredAt); // asked by a clock ahead of ours
            if (ProblemOf(row, answeredAt, now) is { } problem)
                return problem;
            if (request.Body.PromisedBy is { } day && await PromiseAsync(row, request.Body.Text.Trim(), day, person, now, cancellationToken) is { } broken)
                return broken;

            (row.AnsweredAt, row.Answer, row.AnsweredBy) = (answeredAt, request.Body.Text.Trim(), caller.StaffId);
            row.Version++;
            await EndDutiesAsync(row, answeredAt, now, cancellationToken);
            if (request.Body.AnsweredAt is null)
                await replies.AddAsync(row.Id, row.CustomerId, person, row.Answer, now, cancellationToken);
            Tell(row, answeredAt, now);
            audit.Add(db, now, "interactionAnswered", "interaction", row.Id, after: request.Body);
            await db.SaveChangesAsync(cancellationToken);
            return Written<InteractionView>.Ok(await ViewAsync(row, cancellationToken));
        }

        private static Error? ProblemOf(InteractionRow row, Instant answeredAt, Instant now) =>
            row is not { Kind: InteractionKind.Enquiry, Direction: Direction.Inbound } ? InteractionProblems.NotAnEnquiry
            : row.AnsweredAt is not null ? InteractionProblems.AlreadyAnswered
            : ClockSkew.IsFuture(answeredAt, now) ? InteractionProblems.AnsweredInFuture
            : answeredAt < row.OccurredAt ? InteractionProblems.AnsweredBeforeAsked
            : null;

        private async Task<Error?> PromiseAsync(InteractionRow row, string text, LocalDate day, Person person, Instant now, CancellationToken cancellationToken)
        {
            var promise = new PromiseToMake(row.CustomerId, FactKey.Interaction(row.Id), text, new PromisedTime(null, day)) { MadeBy = caller.StaffId, Place = row.Channel };
            return (await db.AddPromiseAsync(promise, person, now, cancellationToken)).Error;
        }

        private void Tell(InteractionRow row, Instant answeredAt, Instant now)
        {
            db.AddEntry(row.CustomerId, answeredAt, "enquiryAnswered", row.Id, "answered", now);
            db.AddWork(row.CustomerId, row.Id, answeredAt, now);
        }

        /// <summary>`answer`, or `bestValue` in its place; one that was skipped or cancelled stays so.</summary>
        private async Task EndDutiesAsync(InteractionRow row, Instant answeredAt, Instant now, CancellationToken cancellationToken)
        {
            var cause = FactKey.Interaction(row.Id);
            var duties = await db.Set<FollowUp>().Where(f => f.Cause == cause && (f.Kind == FollowUpKind.Answer || f.Kind == FollowUpKind.BestValue)).ToListAsync(cancellationToken);
            foreach (var duty in duties.Where(d => !d.IsEnded))
                _ = duty.EndBySubject(caller.StaffId, Instant.Min(answeredAt, now), now).Value;
        }

        private async Task<InteractionView> ViewAsync(InteractionRow row, CancellationToken cancellationToken)
        {
            await using var batch = db.Batch();
            batch.AddInteraction(row.MerchantId, new ExternalKey(row.Id, null, null));
            return (await batch.OneAsync(InteractionReads.Read, cancellationToken))!;
        }
    }
}
