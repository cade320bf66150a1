using System.Text.Json.Serialization;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Catalog;
using RetentionApi.Customers;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.FollowUps;
using RetentionApi.Domain.Interests;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Persistence;
using RetentionApi.Platform.Security;

namespace RetentionApi.Interests;

/// <summary>
/// Keeps what a customer asks to be told of one product. Asked again while it is open, it is the same interest, with the price named last; but what they declined such news since then
/// ended, and they ask for anew.
/// </summary>
internal static class SetInterest
{
    /// <param name="ProductId">Ours; or `productSku`.</param>
    /// <param name="ProductSku">Your own name of it; or `productId`.</param>
    /// <param name="Kind">`backInStock`: when it can be bought again. `priceBelow`: when it costs `price` or less and can be bought.</param>
    /// <param name="Price">For `priceBelow`: at most so much.</param>
    /// <param name="Channel">Where they asked: web, shop, phone … as you call it.</param>
    public sealed record Body(Guid? ProductId, string? ProductSku, [property: JsonRequired] InterestKind Kind, Money? Price, string? Channel);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<InterestView>;

    /// <param name="id">The customer: ours, or `~source:externalId`.</param>
    public static async Task<Results<Created<InterestView>, Ok<InterestView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToCreated(view => $"/v1/customers/{view.CustomerId}/interests");

    public sealed class Validator : AbstractValidator<Command>
    {
        private const int LongestChannel = 100;

        public Validator()
        {
            RuleFor(c => c.Body.ProductSku).Must((command, sku) => (sku is null) != (command.Body.ProductId is null)).WithMessage("name the product once: by productId or by productSku");
            RuleFor(c => c.Body.Price).Must((command, price) => command.Body.Kind is InterestKind.PriceBelow ? price?.Amount > 0 : price is null)
                .WithMessage("a price above zero for priceBelow, none for backInStock");
            RuleFor(c => c.Body.Channel).Length(1, LongestChannel).WithMessage($"1 to {LongestChannel} characters");
        }
    }

    public sealed class Handler(RetentionDbContext db, Caller caller, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<InterestView>>>
    {
        public async Task<Result<Written<InterestView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var (now, body) = (clock.GetCurrentInstant(), request.Body);
            if (await CustomerPersons.FindAsync(db, request.Key, cancellationToken) is not { } person)
                return CustomerProblems.NotFound;
            if (person.IsHiddenFrom(caller))
                return CustomerProblems.Restricted;
            if (await db.FindProductAsync(body.ProductId is { } id ? new ExternalKey(id, null, null) : ProductReads.KeyOf(body.ProductSku!), cancellationToken) is not { } product)
                return InterestProblems.ProductUnknown;

            var open = await OpenAsync(person, product.Id, body.Kind, cancellationToken);
            var declined = await AreDeclinedAsync(person, open, cancellationToken) ? open : [];
            var asked = RowOf(open is [var first, ..] ? first.CustomerId : person.Id, product.Id, body, now);
            var storedId = await StoreAsync(asked, declined, now, cancellationToken);
            var view = InterestView.Of(await db.Set<InterestRow>().AsNoTracking().SingleAsync(i => i.Id == storedId, cancellationToken), product.Sku, product.Name);
            var isNew = storedId == asked.Id;
            Tell(view, isNew, now);
            await db.SaveChangesAsync(cancellationToken);
            return new Written<InterestView>(view, isNew ? Outcome.Created : Outcome.Ok);
        }

        /// <summary>What the person asked already: the one thing, but of two who were merged.</summary>
        private Task<List<InterestRow>> OpenAsync(Person person, Guid productId, InterestKind kind, CancellationToken cancellationToken) => db.Set<InterestRow>().AsNoTracking()
            .Where(i => person.Ids.Contains(i.CustomerId) && i.ProductId == productId && i.Kind == kind && i.EndedAt == null)
            .OrderBy(i => i.AskedAt).ToListAsync(cancellationToken);

        /// <summary>They wanted no more of such news after they had asked, so that it would not be told.</summary>
        private async Task<bool> AreDeclinedAsync(Person person, List<InterestRow> open, CancellationToken cancellationToken)
        {
            if (open.Count == 0)
                return false;
            var askedAt = open[^1].AskedAt;
            return await db.Set<FollowUp>().AnyAsync(
                f => person.Ids.Contains(f.CustomerId) && f.Kind == FollowUpKind.NewsAskedFor && f.Outcome == FollowUpOutcome.Declined && f.AnsweredAt >= askedAt, cancellationToken);
        }

        private InterestRow RowOf(Guid customerId, Guid productId, Body body, Instant now) => new()
        {
            MerchantId = db.MerchantId,
            Id = Ids.New(now),
            CustomerId = customerId,
            ProductId = productId,
            Kind = body.Kind,
            Price = body.Price?.Amount,
            Currency = body.Price?.Currency,
            Channel = body.Channel,
            AskedAt = now,
        };

        private async Task<Guid> StoreAsync(InterestRow row, List<InterestRow> declined, Instant now, CancellationToken cancellationToken)
        {
            foreach (var former in declined)
                audit.Add(db, now, "interestWithdrawn", "interest", former.Id);
            await using var batch = db.Batch();
            batch.AddInterestEndings(db.MerchantId, [.. declined.Select(i => new InterestEnding(i.Id, InterestEnd.Withdrawn, now))]);
            batch.AddInterest(row);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return reader.GetGuid(0);
        }

        private void Tell(InterestView view, bool isNew, Instant now)
        {
            if (isNew)
                db.AddEntry(view.CustomerId, now, "interestAsked", view.Id, $"{view.Kind.Word()} · {view.ProductSku}", now);
            audit.Add(db, now, "interestSet", "interest", view.Id, after: view);
            db.AddWork(view.CustomerId, view.Id, now, now);
        }
    }
}
