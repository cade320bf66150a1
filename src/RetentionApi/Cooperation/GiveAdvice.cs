using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Catalog;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interactions;
using RetentionApi.Interactions;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Cooperation;

/// <summary>Records what a customer was advised to choose, with the numbers as they are now.</summary>
internal static class GiveAdvice
{
    private const int MostProducts = 10;

    /// <param name="Category">What they looked for; without `productSkus` the recommended products of it are meant.</param>
    /// <param name="ProductSkus">What you advised, the best first; absent: what is recommended.</param>
    /// <param name="Reason">Why, as you told them.</param>
    /// <param name="Channel">How you told them; absent: `staff`, in person.</param>
    /// <param name="GivenAt">When; absent: now.</param>
    /// <param name="InteractionId">The enquiry that asked for it.</param>
    /// <param name="FollowUpId">The follow-up `bestValue` that it does: it is done with it, or, where an enquiry asked, by the answer to that.</param>
    public sealed record Body(
        string? Category, IReadOnlyList<string>? ProductSkus, string? Reason, ContactChannel? Channel, Instant? GivenAt, Guid? InteractionId, Guid? FollowUpId);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<AdviceView>;

    /// <param name="id">The customer: ours, or `~source:externalId`.</param>
    public static async Task<Results<Created<AdviceView>, Ok<AdviceView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToCreated(view => $"/v1/customers/{view.CustomerId}/advice");

    public sealed class Validator : AbstractValidator<Command>
    {
        private const int LongestReason = 2000;

        public Validator()
        {
            RuleFor(c => c.Body.ProductSkus).Must((command, skus) => skus is null ? !string.IsNullOrWhiteSpace(command.Body.Category) : skus.Count is >= 1 and <= MostProducts && skus.Distinct().Count() == skus.Count)
                .WithMessage($"1 to {MostProducts} products, each once; or a category");
            RuleFor(c => c.Body.Reason).MaximumLength(LongestReason).WithMessage($"at most {LongestReason} characters");
            RuleFor(c => c.Body.FollowUpId).Must((command, followUp) => followUp is null || command.Body.InteractionId is null).WithMessage("either an enquiry or a follow-up");
        }
    }

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<AdviceView>>>
    {
        public async Task<Result<Written<AdviceView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (now, body) = (clock.GetCurrentInstant(), request.Body);
            if (body.GivenAt > now)
                return AdviceErrors.InFuture;
            if (await CustomerPersons.FindAsync(db, request.Key, cancellationToken) is not { } person)
                return CustomerProblems.NotFound;
            if (person.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            var asked = await FollowUpAsync(person, body, cancellationToken);
            if (!await IsCauseAsync(person, body, asked, cancellationToken))
                return AdviceProblems.CauseUnknown;
            var products = await ProductsAsync(person, body, now, cancellationToken);
            if (!products.IsOk)
                return products.Error;

            if (asked is { IsEnded: false, HasSubject: false } && asked.Complete(FollowUpOutcome.NoAnswer, [], caller.StaffId, body.GivenAt ?? now, now) is { IsOk: false } refused)
                return refused.Error;
            var view = AdviceView.Of(Store(person, body, products.Value, now));
            audit.Add(db, now, "adviceGiven", "advice", view.Id, after: view);
            db.AddWork(view.CustomerId, view.Id, view.GivenAt, now);
            await db.SaveChangesAsync(cancellationToken);
            return Written<AdviceView>.Created(view);
        }

        private Task<FollowUp?> FollowUpAsync(Person person, Body body, CancellationToken cancellationToken) =>
            db.Set<FollowUp>().SingleOrDefaultAsync(f => f.Id == body.FollowUpId && person.Ids.Contains(f.CustomerId) && f.Kind == FollowUpKind.BestValue, cancellationToken);

        private async Task<bool> IsCauseAsync(Person person, Body body, FollowUp? asked, CancellationToken cancellationToken) => body switch
        {
            { InteractionId: { } enquiry } => await db.Set<InteractionRow>().AnyAsync(
                i => i.Id == enquiry && person.Ids.Contains(i.CustomerId) && i.Kind == InteractionKind.Enquiry && i.Direction == Direction.Inbound, cancellationToken),
            _ => body.FollowUpId is null || asked is not null,
        };

        private async Task<Result<IReadOnlyList<AdvisedProduct>>> ProductsAsync(Person person, Body body, Instant now, CancellationToken cancellationToken)
        {
            var named = body.ProductSkus is { } skus ? await db.Set<ProductRow>().AsNoTracking().Where(p => skus.Contains(p.Sku)).ToListAsync(cancellationToken) : null;
            if (named?.Count < body.ProductSkus?.Count)
                return AdviceProblems.ProductUnknown;
            string[] categories = named is null ? [body.Category!] : [.. named.Select(p => p.Category).OfType<string>().Distinct()];
            await using var batch = db.Batch();
            var values = await CustomerValues.ReadAsync(batch, db.MerchantId, person, categories, cancellationToken);
            if (named is not null)
                return Result<IReadOnlyList<AdvisedProduct>>.Ok(Numbered(named.OrderBy(p => body.ProductSkus!.ToList().IndexOf(p.Sku)), values));
            if (values.HasObjected)
                return AdviceProblems.Withheld;
            var advised = ValueForMoney.Advise([.. values.Offers.Select(o => o.Product)], values.Profile(now).QualityBesidePrice, values.Policy);
            return advised.Count == 0
                ? AdviceProblems.TooFew
                : Result<IReadOnlyList<AdvisedProduct>>.Ok([.. advised.Select(p => AdvisedProduct.Of(p, values.Settings.Currency))]);
        }

        /// <summary>Quality and price rank are the product's own: whoever asks, and whatever they value.</summary>
        private static AdvisedProduct[] Numbered(IEnumerable<ProductRow> named, CustomerValues values)
        {
            var numbers = values.Offers.GroupBy(o => o.Category)
                .SelectMany(ofCategory => ValueForMoney.Rank([.. ofCategory.Select(o => o.Product)], qualityWeight: 0, values.Policy)).ToDictionary(p => p.Product.Id);
            return
            [
                .. named.Select(row => numbers.TryGetValue(row.Id, out var valued)
                    ? AdvisedProduct.Of(valued, values.Settings.Currency)
                    : new AdvisedProduct(row.Id, row.Sku, row.Name, ProductReads.Of(row).Price, null, null)),
            ];
        }

        private GivenAdvice Store(Person person, Body body, IReadOnlyList<AdvisedProduct> products, Instant now)
        {
            var id = Ids.New(now);
            var advice = new GivenAdvice
            {
                MerchantId = db.MerchantId,
                Id = id,
                CustomerId = person.Id,
                Category = string.IsNullOrWhiteSpace(body.Category) ? null : body.Category.Trim(),
                Products = products,
                Reason = string.IsNullOrWhiteSpace(body.Reason) ? null : body.Reason.Trim(),
                GivenAt = body.GivenAt ?? now,
                GivenBy = caller.StaffId,
                Channel = body.Channel ?? ContactChannel.Staff,
                Cause = body switch
                {
                    { InteractionId: { } enquiry } => FactKey.Interaction(enquiry),
                    { FollowUpId: { } duty } => FactKey.FollowUp(duty),
                    _ => $"hand:{id}",
                },
            };
            db.Add(advice);
            db.Add(AdviceDecisions.Entry(advice, advice.GivenAt, "adviceGiven", string.Join(", ", products.Select(p => p.Sku)), now));
            return advice;
        }
    }
}
