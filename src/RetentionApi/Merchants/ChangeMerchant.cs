using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Merchants;
using RetentionApi.FollowUps.DutyDays;
using RetentionApi.Messaging.Mail;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Risk;
using RetentionApi.Staffing;

namespace RetentionApi.Merchants;

/// <summary>Changes the merchant's own data. With another time zone or currency every customer is derived anew, with another currency the model is fitted anew.</summary>
internal static class ChangeMerchant
{
    /// <param name="TimeZone">IANA name; with another one every customer is looked at anew.</param>
    /// <param name="Language">BCP 47.</param>
    /// <param name="Currency">ISO 4217; with another one every customer is looked at anew.</param>
    /// <param name="GrossMargin">Share of revenue, 0 to 1; null: not told.</param>
    /// <param name="BusinessHours">All of them; hours past midnight are two intervals, the first until 00:00.</param>
    /// <param name="Holidays">All of them.</param>
    /// <param name="QuietHours">May pass midnight; with equal times there are none.</param>
    /// <param name="ValuePriority">Each of the five values once, the most important first.</param>
    /// <param name="EscalatesTo">The staff member to whom a case's step goes when its deadline has passed and its owner's team has no other lead; null: it stays with its owner, and is marked. They also find what may be wrong with a batch on their work list, to decide it.</param>
    /// <param name="MailFrom">The sender of your mail, an address of a domain for which this service may send; null: you send what is handed over by your own means.</param>
    public sealed record Body(
        string Name,
        string TimeZone,
        string Language,
        string Currency,
        decimal? GrossMargin,
        IReadOnlyList<BusinessHours> BusinessHours,
        IReadOnlyList<LocalDate> Holidays,
        QuietHours QuietHours,
        IReadOnlyList<CustomerValue> ValuePriority,
        Guid? EscalatesTo,
        string? MailFrom);

    public sealed record Command(MergePatch<Body> Patch, IfMatch? IfMatch) : IDecision<MerchantView>;

    public static async Task<Results<Ok<MerchantView>, ProblemHttpResult>> Endpoint(
        MergePatch<Body> patch, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(patch, ifMatch), cancellationToken)).ToOk();

    public sealed class Rules : AbstractValidator<Body>
    {
        public Rules()
        {
            RuleFor(b => b.Name).IsMerchantName();
            RuleFor(b => b.TimeZone).IsTimeZone();
            RuleFor(b => b.Language).IsLanguage();
            RuleFor(b => b.Currency).IsCurrency();
            RuleFor(b => b.GrossMargin).InclusiveBetween(0, 1).WithMessage("a share of revenue, 0 to 1");
            RuleFor(b => b.BusinessHours).Must(hours => hours.All(h => h.Day != IsoDayOfWeek.None)).WithMessage("day is monday to sunday");
            RuleFor(b => b.MailFrom).Must(from => from is null || ContactAddresses.Email(from) is { Address.Length: > 0 }).WithMessage("an email address");
            RuleFor(b => b.ValuePriority).Must(values => values.Order().SequenceEqual(Enum.GetValues<CustomerValue>())).WithMessage("each of the five values once");
        }
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, MailOptions mail, IClock clock) : IRequestHandler<Command, Result<Written<MerchantView>>>
    {
        private static readonly Rules Rules = new();

        public async Task<Result<Written<MerchantView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var row = await db.Set<MerchantRow>().SingleAsync(cancellationToken);
            if (IfMatch.Check(request.IfMatch, row.Version) is { } stale)
                return stale;
            var before = BodyOf(MerchantView.Of(row));
            var after = request.Patch.ApplyTo(before);
            if (ProblemOf(after) is { } problem)
                return problem;
            if (after.EscalatesTo is { } staff && staff != before.EscalatesTo && !await db.IsActiveStaffAsync(staff, cancellationToken))
                return MerchantProblems.EscalationUnknown;
            if (after.MailFrom is not null && !mail.IsConfigured)
                return MerchantProblems.MailNotConfigured;

            var now = clock.GetCurrentInstant();
            Change(row, after, now);
            audit.Add(db, now, "merchantChanged", "merchant", row.MerchantId, before, after);
            var concernsEverybody = (before.TimeZone, before.Currency) != (after.TimeZone, after.Currency);
            if (concernsEverybody)
                RecomputeWork.Ask(db, now);
            await db.SaveChangesAsync(cancellationToken);
            if (concernsEverybody)
                await CountAnewAsync(now, before.TimeZone != after.TimeZone, before.Currency == after.Currency ? null : now.InZone(DateTimeZoneProviders.Tzdb[after.TimeZone]).Date, cancellationToken);
            return Written<MerchantView>.Ok(MerchantView.Of(row));
        }

        private static Body BodyOf(MerchantView m) =>
            new(m.Name, m.TimeZone, m.Language, m.Currency, m.GrossMargin, m.BusinessHours, m.Holidays, m.QuietHours, m.ValuePriority, m.EscalatesTo, m.MailFrom);

        private static Error? ProblemOf(Body body)
        {
            if (Rules.Validate(body) is { IsValid: false } broken)
                return Invalid.Of(broken.Errors);
            return BusinessCalendar.Create(DateTimeZoneProviders.Tzdb[body.TimeZone], body.BusinessHours, body.Holidays).Error;
        }

        private static void Change(MerchantRow row, Body body, Instant now)
        {
            (row.Name, row.TimeZone, row.Language, row.Currency, row.GrossMargin) = (body.Name.Trim(), body.TimeZone, body.Language, body.Currency, body.GrossMargin);
            row.BusinessHours = JsonSerializer.Serialize(body.BusinessHours, JsonDefaults.Options);
            row.Holidays = [.. body.Holidays.Distinct().Order()];
            (row.QuietFrom, row.QuietTo) = (body.QuietHours.From, body.QuietHours.To);
            row.ValuePriority = [.. body.ValuePriority.Select(v => v.Word())];
            (row.EscalatesTo, row.MailFrom) = (body.EscalatesTo, body.MailFrom?.Trim());
            row.UpdatedAt = now;
            row.Version++;
        }

        /// <param name="hasOtherDays">In another time zone another day is the day of a duty.</param>
        /// <param name="fitOn">In another currency what was learnt of spending is wrong: the model is fitted anew as of this day.</param>
        private async Task CountAnewAsync(Instant now, bool hasOtherDays, LocalDate? fitOn, CancellationToken cancellationToken)
        {
            await using var batch = db.Batch();
            if (hasOtherDays)
                batch.AddCountOfAllDays(db.MerchantId, now);
            if (fitOn is { } day)
                ChurnFitJob.AddFitAnew(batch, db.MerchantId, day, now);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
