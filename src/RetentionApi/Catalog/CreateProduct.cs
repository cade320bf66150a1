using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Common;
using RetentionApi.Interests;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Idempotency;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Outbox;
using RetentionApi.Platform.Security;
using RetentionApi.Platform.Time;

namespace RetentionApi.Catalog;

/// <summary>Reports a product: the newest version by the storefront's own clock counts; what is not told stays.</summary>
internal static class CreateProduct
{
    /// <param name="Sku">Your own name of it; the same again is the same product.</param>
    /// <param name="Name">Absent for a new one: the sku.</param>
    /// <param name="Stock">How many are there; absent: as it is known.</param>
    /// <param name="Returnable">`false`: a buyer is told before it is shipped that it cannot be sent back.</param>
    /// <param name="Facts">What a buyer must know, by language; all of them.</param>
    /// <param name="Claims">What you promise of it; all of them.</param>
    /// <param name="UseUpDays">After so many days a customer has used one up: a week before, they are asked whether they need another.</param>
    /// <param name="WarrantyDays">From the delivery: a month before it ends, they are asked whether all is well.</param>
    /// <param name="FollowUpPlan">When its buyers are asked how it is, where that is not when others are: `{"qualityCheckAfter": "P14D", "secondQualityCheckAfter": "P90D"}`.</param>
    /// <param name="UpdatedAt">The storefront's own clock: an older report than the last changes nothing.</param>
    public sealed record Body(
        string Sku,
        string? Name,
        string? Category,
        Money? Price,
        int? Stock,
        bool? Returnable,
        IReadOnlyDictionary<string, string>? Facts,
        IReadOnlyList<string>? Claims,
        int? UseUpDays,
        int? WarrantyDays,
        FollowUpPlan? FollowUpPlan,
        Instant? UpdatedAt);

    public sealed record Command(Body Body) : IReport<ProductView>;

    public static async Task<Results<Created<ProductView>, Ok<ProductView>, ProblemHttpResult>> Endpoint(
        Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(body), cancellationToken)).ToCreated(view => $"/v1/products/{view.Id}");

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.Sku).IsSku();
            RuleFor(c => c.Body.Name).IsProductName();
            RuleFor(c => c.Body.Category).IsCategory();
            RuleFor(c => c.Body.Price).IsPrice();
            RuleFor(c => c.Body.Stock).IsStock();
            RuleFor(c => c.Body.Facts).AreFacts();
            RuleFor(c => c.Body.Claims).AreClaims();
            RuleFor(c => c.Body.UseUpDays).AreDays();
            RuleFor(c => c.Body.WarrantyDays).AreDays();
            RuleFor(c => c.Body.FollowUpPlan).IsPlan();
        }
    }

    public sealed class Handler(ReportSessions sessions, Caller caller, RequestOrigin origin) : IRequestHandler<Command, Result<Written<ProductView>>>
    {
        public async Task<Result<Written<ProductView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            var body = request.Body;
            await using var session = sessions.Open();
            (ProductView? View, Instant? Clock) known = default;
            var answered = await session.ReadAsync<ProductView>(
                batch => batch.AddProduct(caller.MerchantId, ProductReads.KeyOf(body.Sku)),
                async reader => known = await reader.ReadAsync(cancellationToken) ? (ProductReads.Read(reader), ProductReads.ReadClock(reader)) : default,
                cancellationToken);
            if (answered is { } result)
                return result;

            var now = session.Now;
            if (ClockSkew.ProblemOf(body.UpdatedAt, now) is { } untimely)
                return untimely;
            var isNews = known.View is not { } before || (!(body.UpdatedAt <= known.Clock) && (body.UpdatedAt is not null || TellsMore(body, before)));
            var view = isNews ? ViewOf(body, known.View, now) : known.View!;
            var written = new Written<ProductView>(view, known.View is null ? Outcome.Created : Outcome.Ok);
            await session.CommitAsync(
                batch =>
                {
                    if (!isNews)
                        return;
                    batch.AddReportedProduct(caller.MerchantId, ToStore(body, view.Id), now);
                    batch.AddRecomputeOfBuyers(caller.MerchantId, known.View, view, now);
                    batch.AddNewsOfProducts(caller.MerchantId, [view.Sku], now);
                    batch.AddFact(caller, origin, Guid.Empty, "productReported", "product", view.Id, body.UpdatedAt ?? now, now);
                },
                written,
                cancellationToken);
            return written;
        }

        private static ProductView ViewOf(Body body, ProductView? known, Instant now) => new(
            known?.Id ?? Ids.New(now), body.Sku, body.Name ?? known?.Name ?? body.Sku, (body.Category ?? known?.Category) is { Length: > 0 } category ? category : null,
            body.Price ?? known?.Price, body.Stock ?? known?.Stock, (body.Stock ?? known?.Stock) == 0 ? known?.ExpectedOn : null, body.Returnable ?? known?.Returnable ?? true, body.Facts ?? known?.Facts ?? new Dictionary<string, string>(),
            body.Claims ?? known?.Claims ?? [], body.UseUpDays ?? known?.UseUpDays, body.WarrantyDays ?? known?.WarrantyDays,
            body.FollowUpPlan ?? known?.FollowUpPlan, known?.CreatedAt ?? now, now, (known?.Version ?? 0) + 1);

        private static bool TellsMore(Body body, ProductView known)
        {
            var after = ViewOf(body, known, known.UpdatedAt);
            return after with { Facts = known.Facts, Claims = known.Claims, Version = known.Version } != known
                || !after.Claims.SequenceEqual(known.Claims) || !after.Facts.OrderBy(f => f.Key).SequenceEqual(known.Facts.OrderBy(f => f.Key));
        }

        private static ProductToStore ToStore(Body body, Guid id) => new(
            id, body.Sku, body.Name, body.Category, body.Price?.Amount, body.Price?.Currency, body.UseUpDays, body.WarrantyDays)
        {
            IsReturnable = body.Returnable,
            Facts = body.Facts is null ? null : JsonSerializer.Serialize(body.Facts, JsonDefaults.Options),
            Claims = body.Claims is null ? null : JsonSerializer.Serialize(body.Claims, JsonDefaults.Options),
            Stock = body.Stock,
            Plan = body.FollowUpPlan,
            SourceUpdatedAt = body.UpdatedAt,
        };
    }
}
