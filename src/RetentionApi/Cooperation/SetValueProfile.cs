using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.Merchants;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Cooperation;

/// <summary>
/// Keeps which values a customer said outright that they care for, in place of what they said before. Of one who objected to profiling nothing is kept, and whoever
/// wrote it down hears so: what is silently dropped would be taken as known.
/// </summary>
internal static class SetValueProfile
{
    /// <param name="Values">What they said matters to them; empty: they take it back.</param>
    /// <param name="Note">In their words.</param>
    /// <param name="SaidAt">When they said it; absent: now.</param>
    public sealed record Body(IReadOnlyList<CustomerValue> Values, string? Note, Instant? SaidAt);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<ValueProfileView>;

    /// <param name="id">The customer: ours, or `~source:externalId`.</param>
    public static async Task<Results<Ok<ValueProfileView>, ProblemHttpResult>> Endpoint(ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        private const int LongestNote = 1000;

        public Validator()
        {
            RuleFor(c => c.Body.Values).Must(values => values.Distinct().Count() == values.Count).WithMessage("each value at most once");
            RuleFor(c => c.Body.Note).MaximumLength(LongestNote).WithMessage($"at most {LongestNote} characters");
        }
    }

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, ReaderLanguage language, IClock clock)
        : IRequestHandler<Command, Result<Written<ValueProfileView>>>
    {
        public async Task<Result<Written<ValueProfileView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (now, body) = (clock.GetCurrentInstant(), request.Body);
            if (body.SaidAt > now)
                return AdviceProblems.SaidInFuture;
            if (await CustomerPersons.FindAsync(db, request.Key, cancellationToken) is not { } person)
                return CustomerProblems.NotFound;
            if (person.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            if (body.Values.Count > 0 && person.HasObjectedToProfiling)
                return AdviceProblems.ValuesWithheld;

            await ReplaceAsync(person, body, body.SaidAt ?? now, cancellationToken);
            audit.Add(db, now, "valuesSaid", "customer", person.Id, after: body);
            db.AddWork(person.Id, person.Id, now, now); // an objection that came meanwhile takes them away again
            await db.SaveChangesAsync(cancellationToken);
            await using var batch = db.Batch();
            var values = await CustomerValues.ReadAsync(batch, db.MerchantId, person, [], cancellationToken);
            return Written<ValueProfileView>.Ok(ValueProfileView.Of(person.Id, values, now, values.Settings.ReaderIn(language)));
        }

        /// <summary>Of whoever of the merged customers it was said by.</summary>
        private async Task ReplaceAsync(Person person, Body body, Instant saidAt, CancellationToken cancellationToken)
        {
            var sources = person.Ids.Select(FactKey.Customer).ToList();
            var said = await db.Set<ValuePointRow>().Where(p => sources.Contains(p.Source)).ToListAsync(cancellationToken);
            var points = (await MerchantSettings.ReadAsync(db, cancellationToken)).Policy.Cooperation.PointsForWord;
            var source = FactKey.Customer(person.Id);
            db.RemoveRange(said.Where(p => p.Source != source || !body.Values.Contains(p.Value)));
            foreach (var value in body.Values)
            {
                var row = said.Find(p => p.Source == source && p.Value == value)
                    ?? db.Add(new ValuePointRow { MerchantId = db.MerchantId, Source = source, Value = value, CustomerId = person.Id }).Entity;
                (row.Points, row.OccurredAt, row.Reason) = (points, saidAt, string.IsNullOrWhiteSpace(body.Note) ? null : body.Note.Trim());
            }
        }
    }
}
