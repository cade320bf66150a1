using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Common;
using RetentionApi.Interests;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Catalog;

/// <summary>Changes a product by hand. Customers whose duties hang on it are derived anew.</summary>
internal static class ChangeProduct
{
    /// <param name="Price">Null: unknown.</param>
    /// <param name="Facts">What a buyer must know, by language; null removes one.</param>
    /// <param name="Claims">All of them.</param>
    /// <param name="FollowUpPlan">When its buyers are asked how it is; null: when the policy says.</param>
    public sealed record Body(
        string Name,
        string? Category,
        Money? Price,
        bool Returnable,
        IReadOnlyDictionary<string, string>? Facts,
        IReadOnlyList<string>? Claims,
        int? UseUpDays,
        int? WarrantyDays,
        FollowUpPlan? FollowUpPlan);

    public sealed record Command(ExternalKey Key, MergePatch<Body> Patch, IfMatch? IfMatch) : IDecision<ProductView>;

    /// <param name="id">Ours, or `~sku:…`.</param>
    public static async Task<Results<Ok<ProductView>, ProblemHttpResult>> Endpoint(
        ExternalKey id, MergePatch<Body> patch, IfMatch? ifMatch, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, patch, ifMatch), cancellationToken)).ToOk();

    public sealed class Rules : AbstractValidator<Body>
    {
        public Rules()
        {
            RuleFor(b => b.Name).NotNull().IsProductName();
            RuleFor(b => b.Category).IsCategory();
            RuleFor(b => b.Price).IsPrice();
            RuleFor(b => b.Facts).AreFacts();
            RuleFor(b => b.Claims).AreClaims();
            RuleFor(b => b.UseUpDays).AreDays();
            RuleFor(b => b.WarrantyDays).AreDays();
            RuleFor(b => b.FollowUpPlan).IsPlan();
        }
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<ProductView>>>
    {
        private static readonly Rules Rules = new();

        public async Task<Result<Written<ProductView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.FindProductAsync(request.Key, cancellationToken) is not { } row)
                return ProductProblems.NotFound;
            if (IfMatch.Check(request.IfMatch, row.Version) is { } stale)
                return stale;
            var known = ProductReads.Of(row);
            var before = new Body(known.Name, known.Category, known.Price, known.Returnable, known.Facts, known.Claims, known.UseUpDays, known.WarrantyDays, known.FollowUpPlan);
            var after = request.Patch.ApplyTo(before);
            if (Rules.Validate(after) is { IsValid: false } broken)
                return Invalid.Of(broken.Errors);

            var now = clock.GetCurrentInstant();
            Apply(row, after, now);
            if (after.Price is { } price && after.Price != before.Price)
                await RememberAsync(row, price, now, cancellationToken);
            audit.Add(db, now, "productChanged", "product", row.Id, before, after);
            await db.SaveChangesAsync(cancellationToken);
            var view = ProductReads.Of(row);
            await using var batch = db.Batch();
            batch.AddRecomputeOfBuyers(db.MerchantId, known, view, now);
            if (view.Price != known.Price)
                batch.AddNewsOfProducts(db.MerchantId, [view.Sku], now);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return Written<ProductView>.Ok(view);
        }

        private static void Apply(ProductRow row, Body body, Instant now)
        {
            (row.Name, row.Category, row.IsReturnable) = (body.Name.Trim(), string.IsNullOrWhiteSpace(body.Category) ? null : body.Category.Trim(), body.Returnable);
            (row.Price, row.Currency) = (body.Price?.Amount, body.Price?.Currency);
            row.Facts = JsonSerializer.Serialize(body.Facts ?? new Dictionary<string, string>(), JsonDefaults.Options);
            row.Claims = [.. body.Claims ?? []];
            (row.UseUpDays, row.WarrantyDays) = (body.UseUpDays, body.WarrantyDays);
            (row.QualityCheckAfter, row.SecondQualityCheckAfter) = (body.FollowUpPlan?.QualityCheckAfter, body.FollowUpPlan?.SecondQualityCheckAfter);
            row.UpdatedAt = now;
            row.Version++;
        }

        /// <summary>Of two prices of one instant the later told stays.</summary>
        private async Task RememberAsync(ProductRow row, Money price, Instant now, CancellationToken cancellationToken)
        {
            var remembered = await db.Set<ProductPriceRow>().SingleOrDefaultAsync(p => p.ProductId == row.Id && p.ValidFrom == now, cancellationToken);
            if (remembered is null)
                db.Add(new ProductPriceRow { MerchantId = row.MerchantId, ProductId = row.Id, ValidFrom = now, Amount = price.Amount, Currency = price.Currency });
            else
                (remembered.Amount, remembered.Currency) = (price.Amount, price.Currency);
        }
    }
}
