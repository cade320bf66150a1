using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Customers;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;
using RetentionApi.Staffing;

namespace RetentionApi.Customers;

/// <summary>Changes what people say of a customer. A storefront's later report may change it again.</summary>
internal static class ChangeCustomer
{
    /// <param name="Language">BCP 47.</param>
    /// <param name="TimeZone">IANA name.</param>
    /// <param name="Country">ISO 3166-1 alpha-2.</param>
    /// <param name="OwnerId">The staff member who looks after the customer; duties and reminders go to them.</param>
    /// <param name="ContactPoints">All of them; a phone number is E.164, or national in the `country`.</param>
    /// <param name="Tags">All of them.</param>
    /// <param name="Attributes">Free text by name; null removes one.</param>
    /// <param name="Preferences">What the customer likes, in your own words by name; null removes one.</param>
    /// <param name="CommunicationStyle">How they like to be talked to (DISC); only a key that is bound to a person may say so.</param>
    public sealed record Body(
        string? Name,
        string? Language,
        string? TimeZone,
        string? Country,
        Guid? OwnerId,
        IReadOnlyList<ContactPointView>? ContactPoints,
        IReadOnlyList<string>? Tags,
        IReadOnlyDictionary<string, string>? Attributes,
        IReadOnlyDictionary<string, string>? Preferences,
        CommunicationStyle? CommunicationStyle);

    public sealed record Command(ExternalKey Key, MergePatch<Body> Patch, IfMatch? IfMatch) : IDecision<CustomerView>;

    /// <param name="id">Ours, or `~source:externalId`.</param>
    public static async Task<Results<Ok<CustomerView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, MergePatch<Body> patch, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, patch, ifMatch), cancellationToken)).ToOk();

    public sealed class Handler(RetentionDbContext db, StandingReads standings, Caller caller, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<CustomerView>>>
    {
        private static readonly ChangedCustomerRules Rules = new();

        public async Task<Result<Written<CustomerView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await CustomerPersons.FindAsync(db, request.Key, cancellationToken) is not { } person)
                return CustomerProblems.NotFound;
            if (person.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            var edited = await EditedCustomer.LoadAsync(db, person, cancellationToken);
            if (IfMatch.Check(request.IfMatch, edited.Row.Version) is { } stale)
                return stale;
            var (before, after) = (edited.Body, request.Patch.ApplyTo(edited.Body));
            if (await ProblemOfAsync(before, after, cancellationToken) is { } problem)
                return problem;

            var now = clock.GetCurrentInstant();
            edited.Apply(db, after, now);
            audit.Add(db, now, "customerChanged", "customer", person.Id, before, after);
            db.AddWork(person.Id, person.Id, now, now);
            await db.SaveChangesAsync(cancellationToken);
            await db.Set<CustomerStandingRow>().Where(s => s.CustomerId == person.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.OwnerId, after.OwnerId).SetProperty(r => r.TouchedAt, now), cancellationToken);
            return Written<CustomerView>.Ok(await ViewAsync(person.Id, cancellationToken));
        }

        private async Task<Error?> ProblemOfAsync(Body before, Body after, CancellationToken cancellationToken)
        {
            if (Rules.Validate(after) is { IsValid: false } broken)
                return Invalid.Of(broken.Errors);
            if (after.CommunicationStyle != before.CommunicationStyle && caller.StaffId is null)
                return CustomerProblems.StyleByStaffOnly;
            return after.OwnerId is { } owner && owner != before.OwnerId && !await db.IsActiveStaffAsync(owner, cancellationToken)
                ? CustomerProblems.OwnerUnknown
                : null;
        }

        private async Task<CustomerView> ViewAsync(Guid customerId, CancellationToken cancellationToken)
        {
            var key = new ExternalKey(customerId, null, null);
            await using var batch = db.Batch();
            batch.AddProfile(db.MerchantId, key);
            standings.Add(batch, key);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var customer = CustomerReads.ReadProfile(reader);
            await reader.NextResultAsync(cancellationToken);
            return CustomerView.Of(customer.Profile, await standings.ReadAsync(reader, customer.HasObjectedToProfiling, cancellationToken));
        }
    }
}

internal sealed class ChangedCustomerRules : AbstractValidator<ChangeCustomer.Body>
{
    private const int MostContactPoints = 20;

    public ChangedCustomerRules()
    {
        Include(new SameAsReported());
        RuleFor(b => b.ContactPoints).Must(points => points is null || points.Count <= MostContactPoints).WithMessage($"at most {MostContactPoints}");
        RuleForEach(b => b.ContactPoints).Must((body, point) => ContactAddresses.Of(point.Channel, point.Address, body.Country) is not null)
            .WithMessage("this cannot be an address of its channel");
        RuleFor(b => b.Preferences).Must(CustomerReportRules.AreAttributes).WithMessage(CustomerReportRules.AttributesRule);
    }

    /// <summary>What holds of a storefront's report holds of a person's word.</summary>
    private sealed class SameAsReported : AbstractValidator<ChangeCustomer.Body>
    {
        public SameAsReported() => RuleFor(b => b).Custom((body, context) =>
        {
            var report = new CreateCustomer.Body(null, null, body.Name, null, null, body.Language, body.TimeZone, body.Country, body.Tags, body.Attributes, null, null);
            foreach (var failure in new CustomerReportRules().Validate(report).Errors)
                context.AddFailure(failure);
        });
    }
}
