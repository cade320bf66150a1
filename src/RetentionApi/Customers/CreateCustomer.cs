using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Npgsql;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Erasures;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Security;

namespace RetentionApi.Customers;

/// <summary>Reports a customer, buying or not: makes them known, or adds to what is known.</summary>
internal static class CreateCustomer
{
    /// <param name="Source">Which storefront knows the customer: shopify, woocommerce, pos …; with `externalId`.</param>
    /// <param name="ExternalId">The storefront's own id. Without it, the one customer who holds the email or phone is meant, or a new one.</param>
    /// <param name="Phone">E.164, or national in the `country`.</param>
    /// <param name="Language">BCP 47.</param>
    /// <param name="TimeZone">IANA name.</param>
    /// <param name="Country">ISO 3166-1 alpha-2.</param>
    /// <param name="Tags">All tags of the customer; absent: as they are.</param>
    /// <param name="Attributes">Added to what is known; an empty value removes.</param>
    /// <param name="FirstContactAt">The first time this person was in touch; the earliest told counts.</param>
    /// <param name="UpdatedAt">The storefront's own clock: an older report than the last changes nothing.</param>
    public sealed record Body(
        string? Source,
        string? ExternalId,
        string? Name,
        string? Email,
        string? Phone,
        string? Language,
        string? TimeZone,
        string? Country,
        IReadOnlyList<string>? Tags,
        IReadOnlyDictionary<string, string>? Attributes,
        Instant? FirstContactAt,
        Instant? UpdatedAt);

    public sealed record Command(Body Body) : IReport<CustomerView>;

    public static async Task<Results<Created<CustomerView>, Ok<CustomerView>, ProblemHttpResult>> Endpoint(
        Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/customers/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.Source).Must((command, source) => (source is null) == (command.Body.ExternalId is null))
                .WithMessage("source and externalId go together");
            RuleFor(c => c.Body).SetValidator(new CustomerReportRules());
        }
    }

    public sealed class Handler(ReportSessions sessions, StandingReads standings, Caller caller, RequestOrigin origin) : IRequestHandler<Command, Result<Written<CustomerView>>>
    {
        public async Task<Result<Written<CustomerView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            await using var session = sessions.Open();
            var report = CustomerReports.Of(request.Body);
            var (known, standing, isErased) = ((StoredCustomer?)null, (StandingView?)null, false);
            var answered = await session.ReadAsync<CustomerView>(
                batch => AddLookUp(batch, report),
                async reader => (known, standing, isErased) = await ReadAsync(reader, cancellationToken),
                cancellationToken);
            if (answered is { } result)
                return result;
            if (known is null && isErased)
                return ErasureProblems.Erased;

            var now = session.Now;
            if (CustomerReports.ProblemOfTimes(request.Body, now) is { } untimely)
                return untimely;
            var isStale = known?.Profile.IsNewerThan(report) is true;
            var profile = known is null ? CustomerProfile.New(Ids.New(now), report, now) : isStale ? known.Profile : known.Profile.With(report, now);
            var isHidden = known?.IsRestricted is true && !caller.SeesRestricted();
            var view = isHidden ? CustomerView.OfRestricted(profile) : CustomerView.Of(profile, standing);
            var written = new Written<CustomerView>(view, known is null ? Outcome.Created : Outcome.Ok);
            await session.CommitAsync(
                batch =>
                {
                    if (isStale)
                        return;
                    batch.AddCustomers(caller.MerchantId, [new CustomerToStore(profile, known, known?.Rows.NamedBy(report) ?? profile.Id)], now);
                    batch.AddFact(caller, origin, profile.Id, "customerReported", "customer", profile.Id, report.UpdatedAt ?? now, now);
                },
                written,
                cancellationToken);
            return written;
        }

        private void AddLookUp(NpgsqlBatch batch, CustomerReport report)
        {
            CustomerReports.AddLookUp(batch, caller.MerchantId, report);
            var (person, values) = CustomerReports.PersonOf(caller.MerchantId, report);
            StandingReads.Add(batch, person, values);
            batch.AddTombstoneLookUp(caller.MerchantId, Tombstones.NamesOf(report));
        }

        private async Task<(StoredCustomer?, StandingView?, bool)> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
        {
            var known = await reader.ReadAsync(cancellationToken) ? CustomerReads.ReadProfile(reader) : null;
            await reader.NextResultAsync(cancellationToken);
            var standing = await standings.ReadAsync(reader, known?.HasObjectedToProfiling is true, cancellationToken);
            return (known, standing, await reader.NextResultAsync(cancellationToken) && await reader.ReadAsync(cancellationToken));
        }
    }
}
