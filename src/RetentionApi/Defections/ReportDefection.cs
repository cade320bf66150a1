using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Domain.Defections;
using RetentionApi.Merchants;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;
using RetentionApi.Relationships;

namespace RetentionApi.Defections;

/// <summary>A customer says that they leave: the line of their absence, where there is one already, else a new one.</summary>
internal static class ReportDefection
{
    /// <param name="CustomerId">Ours; or `customer`.</param>
    /// <param name="Customer">Who leaves, as the source knows them.</param>
    /// <param name="Cause">What they said; absent: they did not say.</param>
    /// <param name="Text">In their words.</param>
    /// <param name="ToldAt">When they said it; absent: now.</param>
    public sealed record Body(Guid? CustomerId, ExternalReference? Customer, DefectionCause? Cause, string? Text, Instant? ToldAt);

    public sealed record Command(Body Body) : IDecision<DefectionView>;

    public static async Task<Results<Created<DefectionView>, Ok<DefectionView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/defections/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IClock clock)
        {
            this.MustName(c => c.Body.CustomerId, c => c.Body.Customer);
            RuleFor(c => c.Body.Text).IsDefectionText();
            RuleFor(c => c.Body.ToldAt).Must(at => at is null || at <= clock.GetCurrentInstant()).WithMessage("must not lie ahead");
        }
    }

    public sealed class Handler(RetentionDbContext db, DefectionDecisions decisions, Caller caller) : IRequestHandler<Command, Result<Written<DefectionView>>>
    {
        public async Task<Result<Written<DefectionView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var body = request.Body;
            var named = await NamedCustomer.FindAsync(db, caller, ExternalReference.KeyOf(body.CustomerId, body.Customer)!.Value, null, cancellationToken);
            if (!named.IsOk)
                return named.Error;
            var toldAt = body.ToldAt ?? decisions.Now;
            var told = await TellAsync(named.Value.Person.Id, toldAt, cancellationToken);
            if (!told.IsOk)
                return told.Error;
            var known = await db.Set<Defection>().SingleOrDefaultAsync(d => d.Id == told.Value.Id, cancellationToken);
            var line = Tell(told.Value.Lines.Single(l => l.Id == told.Value.Id), body, toldAt) with { Version = (known?.Version ?? 0) + 1 };
            if (known is not null && known == line with { Version = known.Version })
                return Written<DefectionView>.Ok(await decisions.ViewAsync(known.Id, cancellationToken));
            decisions.Keep(known, line, toldAt, "customerLeft");
            var view = await decisions.SaveAsync(line.Id, cancellationToken);
            return known is null ? Written<DefectionView>.Created(view) : Written<DefectionView>.Ok(view);
        }

        private static Defection Tell(Defection line, Body body, Instant toldAt) =>
            body.Cause is { } cause ? line.Tell(cause, body.Text) : string.IsNullOrWhiteSpace(body.Text) ? line : line.Say(body.Text, toldAt);

        /// <summary>While nobody else is at work on them. What orders made of their other lines goes first, whether or not the dispatcher has come to it: nobody has two lines that are open.</summary>
        private async Task<Result<(IReadOnlyList<Defection> Lines, Guid Id)>> TellAsync(Guid personId, Instant toldAt, CancellationToken cancellationToken)
        {
            var (record, zone) = await LockAndReadAsync(personId, cancellationToken);
            var told = DefectionLedger.Tell(record, Ids.New(decisions.Now), toldAt, zone, decisions.Now);
            if (!told.IsOk)
                return told;
            var read = record.Defections.ToDictionary(l => l.Id, l => l.Version);
            var others = told.Value.Lines.Where(l => l.Id != told.Value.Id && l.Version != read[l.Id]).Select(l => (l, read[l.Id]));
            await using var batch = db.Batch();
            batch.AddDefections(db.MerchantId, [new DefectionChanges([.. others], [])]);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return told;
        }

        private async Task<(CustomerRecord Record, DateTimeZone Zone)> LockAndReadAsync(Guid personId, CancellationToken cancellationToken)
        {
            await using var batch = db.Batch();
            batch.AddLock(db.MerchantId, [personId]);
            MerchantSettings.Add(batch, db.MerchantId);
            CustomerFactReads.Add(batch, db.MerchantId, [personId]);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            var settings = await MerchantSettings.ReadAsync(reader, db.MerchantId, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            return ((await CustomerFactReads.ReadAsync(reader, db.MerchantId, cancellationToken)).Single().Record, settings.Zone);
        }
    }
}
