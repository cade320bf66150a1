using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Audit;
using RetentionApi.Platform.Http;
using RetentionApi.Platform.Mediation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Catalog;

/// <summary>Says how many are there. Tills and storefronts do it often, so it asks for no version.</summary>
internal static class SetStock
{
    /// <param name="Stock">Null: unknown, counts as in stock.</param>
    public sealed record Body(int? Stock);

    public sealed record Command(ExternalKey Key, Body Body) : IDecision<ProductView>;

    /// <param name="id">Ours, or `~sku:…`.</param>
    public static async Task<Results<Ok<ProductView>, ProblemHttpResult>> Endpoint(ExternalKey id, Body body, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new Command(id, body), cancellationToken)).ToOk();

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Body.Stock).IsStock();
    }

    public sealed class Handler(RetentionDbContext db, AuditLog audit, IClock clock) : IRequestHandler<Command, Result<Written<ProductView>>>
    {
        public async Task<Result<Written<ProductView>>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.FindProductAsync(request.Key, cancellationToken) is not { } row)
                return ProductProblems.NotFound;
            var (now, before) = (clock.GetCurrentInstant(), row.Stock);
            await db.Set<ProductRow>().Where(p => p.Id == row.Id).ExecuteUpdateAsync(
                p => p.SetProperty(r => r.Stock, request.Body.Stock).SetProperty(r => r.Version, r => r.Version + 1).SetProperty(r => r.UpdatedAt, now), cancellationToken);
            audit.Add(db, now, "stockSet", "product", row.Id, new { stock = before }, request.Body);
            await db.SaveChangesAsync(cancellationToken);
            await db.Entry(row).ReloadAsync(cancellationToken);
            return Written<ProductView>.Ok(ProductReads.Of(row));
        }
    }
}
