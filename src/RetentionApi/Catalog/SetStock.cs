using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Interests;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Catalog;

/// <summary>Says how many are there. Tills and storefronts do it often, so it asks for no version.</summary>
internal static class SetStock
{
    /// <param name="Stock">Null: unknown, counts as in stock.</param>
    /// <param name="ExpectedOn">Of what is out of stock: when it is there again. Whoever waits for it takes that for a promise.</param>
    public sealed record Body(int? Stock, LocalDate? ExpectedOn);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<ProductView>;

    /// <param name="id">Ours, or `~sku:…`.</param>
    public static async Task<Results<Ok<ProductView>, ProblemHttpResult>> Endpoint(ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Body.Stock).IsStock();
            RuleFor(c => c.Body.ExpectedOn).Must((command, on) => on is null || command.Body.Stock == 0).WithMessage("only of what is out of stock");
        }
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<ProductView>>>
    {
        public async Task<Result<Written<ProductView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.FindProductAsync(request.Key, cancellationToken) is not { } row)
                return ProductProblems.NotFound;
            var now = clock.GetCurrentInstant();
            var before = await StoreAsync(row.Id, request.Body, now, cancellationToken);
            if (IsInStock(before) != IsInStock(request.Body.Stock) || request.Body.ExpectedOn is not null)
                await TellAsync(row.Sku, now, cancellationToken);
            audit.Add(db, now, "stockSet", "product", row.Id, new { stock = before }, request.Body);
            await db.SaveChangesAsync(cancellationToken);
            await db.Entry(row).ReloadAsync(cancellationToken);
            return Written<ProductView>.Ok(ProductReads.Of(row));
        }

        private static bool IsInStock(int? stock) => stock is null or > 0;

        /// <returns>How many there were, whoever else says so at the same time.</returns>
        private async Task<int?> StoreAsync(Guid productId, Body body, Instant now, CancellationToken cancellationToken)
        {
            await using var batch = db.Batch();
            batch.AddStock(db.MerchantId, productId, body.Stock, body.ExpectedOn, now);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return reader.ValueOrNull<int>(0);
        }

        private async Task TellAsync(string sku, Instant now, CancellationToken cancellationToken)
        {
            await using var batch = db.Batch();
            batch.AddNewsOfProducts(db.MerchantId, [sku], now);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
