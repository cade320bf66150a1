using NodaTime;
using RetentionApi.Domain.Catalog;
using RetentionApi.Domain.Common;
using RetentionApi.Platform.Mediation;

namespace RetentionApi.Catalog;

/// <summary>What a merchant sells.</summary>
/// <param name="Stock">Null: unknown, counts as in stock.</param>
/// <param name="ExpectedOn">Of what is out of stock: when it is there again.</param>
/// <param name="Returnable">What is not is told to the buyer before it is shipped.</param>
/// <param name="Facts">What a buyer must know, by language.</param>
/// <param name="Claims">What you promise of it.</param>
/// <param name="UseUpDays">After so many days a customer has used one up.</param>
/// <param name="WarrantyDays">From the delivery.</param>
/// <param name="FollowUpPlan">When its buyers are asked how it is; null: when the policy says.</param>
internal sealed record ProductView(
    Guid Id,
    string Sku,
    string Name,
    string? Category,
    Money? Price,
    int? Stock,
    LocalDate? ExpectedOn,
    bool Returnable,
    IReadOnlyDictionary<string, string> Facts,
    IReadOnlyList<string> Claims,
    int? UseUpDays,
    int? WarrantyDays,
    FollowUpPlan? FollowUpPlan,
    Instant CreatedAt,
    Instant UpdatedAt,
    int Version) : IVersioned;

/// <summary>A product with its prices, the newest first.</summary>
internal sealed record ProductDetailView(ProductView Product, IReadOnlyList<PriceView> PriceHistory) : IVersioned
{
    int IVersioned.Version => Product.Version;
}

/// <param name="ValidFrom">Until the next newer one.</param>
internal sealed record PriceView(Instant ValidFrom, Money Price);

/// <summary>A lot: quality is tracked by it.</summary>
/// <param name="Code">As it stands on the goods, and as order lines name it.</param>
internal sealed record BatchView(Guid Id, Guid ProductId, string Code, LocalDate? MadeOn, Instant CreatedAt);
