using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Catalog;
using RetentionApi.Customers;
using RetentionApi.Domain.Cases;
using RetentionApi.Domain.Common;
using RetentionApi.Merchants;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Errors;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;
using RetentionApi.Staffing;

namespace RetentionApi.Cases;

/// <summary>Opens a case, by staff or by a storefront. The duty of its first step is opened with it.</summary>
internal static class CreateCase
{
    /// <param name="CustomerId">Ours; or `customer`.</param>
    /// <param name="Customer">Whose it is, as the source knows them.</param>
    /// <param name="Text">What the customer said.</param>
    /// <param name="Topic">What it is about: one of the five values, or `product`, `delivery`, `other`.</param>
    /// <param name="Severity">Absent: `normal`.</param>
    /// <param name="ReceivedAt">When the customer said it; absent: now. From here the deadlines count.</param>
    /// <param name="OrderId">Ours; or `order`.</param>
    /// <param name="Order">The order it is about, as the source knows it.</param>
    /// <param name="ProductSku">The product it is about.</param>
    /// <param name="OwnerId">Who looks after it; absent: the customer's owner.</param>
    /// <param name="Source">With `externalId` how your own system knows the case; the same again is the same case.</param>
    /// <param name="ExternalId">That system's own id.</param>
    public sealed record Body(
        Guid? CustomerId, ExternalReference? Customer, string Text, CaseTopic Topic, CaseSeverity? Severity, Instant? ReceivedAt, Guid? OrderId, ExternalReference? Order, string? ProductSku,
        Guid? OwnerId, string? Source, string? ExternalId);

    public sealed record Command(Body Body) : IDecision<CaseView>;

    public static async Task<Results<Created<CaseView>, Ok<CaseView>, ProblemHttpResult>> Endpoint(Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/cases/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IClock clock)
        {
            this.MustName(c => c.Body.CustomerId, c => c.Body.Customer);
            this.MayName(c => c.Body.OrderId, c => c.Body.Order);
            RuleFor(c => c.Body.Text).IsCaseText();
            RuleFor(c => c.Body.ReceivedAt).Must(at => at is null || at <= clock.GetCurrentInstant()).WithMessage("must not lie ahead");
            RuleFor(c => c.Body.Source).Must((command, source) => source is null == command.Body.ExternalId is null).WithMessage("source and externalId come together");
            RuleFor(c => c.Body.Source).Must(s => s is null || ExternalKey.IsSource(s)).WithMessage("1 to 32 of a-z, 0-9 and _");
            RuleFor(c => c.Body.ExternalId).Must(e => e is null || ExternalKey.IsExternalId(e)).WithMessage("1 to 255 bytes, no control characters");
        }
    }

    public sealed class Handler(RetentionDbContext db, CaseDecisions decisions, AuditLog audit, Caller caller) : IRequestHandler<Command, Result<Written<CaseView>>>
    {
        public async Task<Result<Written<CaseView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var body = request.Body;
            if (body.Source is not null && await KnownAsync(new ExternalKey(null, body.Source, body.ExternalId), cancellationToken) is { } known)
                return known;
            var named = await NamedCustomer.FindAsync(
                db, caller, ExternalReference.KeyOf(body.CustomerId, body.Customer)!.Value, ExternalReference.KeyOf(body.OrderId, body.Order), cancellationToken);
            if (!named.IsOk)
                return named.Error;
            if (body.OwnerId is { } owner && !await db.IsActiveStaffAsync(owner, cancellationToken))
                return CaseProblems.OwnerUnknown;
            var productId = await db.Set<ProductRow>().Where(p => p.Sku == body.ProductSku).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken);
            if (body.ProductSku is not null && productId is null)
                return CaseProblems.ProductUnknown;
            return await OpenAsync(body, named.Value, productId, cancellationToken);
        }

        /// <returns>Null: nobody told of it yet.</returns>
        private async Task<Result<Written<CaseView>>?> KnownAsync(ExternalKey key, CancellationToken cancellationToken)
        {
            var found = await decisions.FindAsync(key, cancellationToken);
            if (found.IsOk)
                return Written<CaseView>.Ok(await decisions.ViewAsync(found.Value.Case.Id, cancellationToken));
            if (found.Error == CaseProblems.NotFound)
                return null;
            return found.Error;
        }

        private async Task<Result<Written<CaseView>>> OpenAsync(Body body, NamedCustomer named, Guid? productId, CancellationToken cancellationToken)
        {
            var receivedAt = body.ReceivedAt ?? decisions.Now;
            var owner = body.OwnerId ?? await db.Set<CustomerRow>().Where(c => c.Id == named.Person.Id).Select(c => c.OwnerId).SingleAsync(cancellationToken);
            var what = new NewCase(
                db.MerchantId, Ids.New(decisions.Now), named.CustomerId, receivedAt, body.Topic, body.Severity ?? CaseSeverity.Normal, [new Complaint(null, receivedAt, body.Text.Trim())],
                named.OrderId, productId, owner, Source: body.Source, ExternalId: body.ExternalId);
            var settings = await MerchantSettings.ReadAsync(db, cancellationToken);
            var (opened, step) = Case.Open(what, settings.Rules, decisions.Now);
            db.Add(opened);
            db.Add(step);
            decisions.Tell(opened, receivedAt, "caseOpened", body.Text);
            audit.Add(db, decisions.Now, "caseOpened", "case", opened.Id, after: CaseDecisions.CaseState.Of(opened));
            try
            {
                return Written<CaseView>.Created(await decisions.SaveAsync(opened, cancellationToken));
            }
            catch (DbUpdateException exception) when (exception.Violates(CaseTable.OneOfSource))
            {
                return ProblemCatalogue.Contended;
            }
        }
    }
}
