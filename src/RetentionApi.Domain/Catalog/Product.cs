namespace RetentionApi.Domain.Catalog;

/// <summary>What the spine needs to know of a product.</summary>
/// <param name="Price">In the merchant's currency; null: unknown.</param>
/// <param name="HasFacts">There is something a buyer must know.</param>
/// <param name="UseUpDays">Days until a customer has used one up.</param>
/// <param name="WarrantyDays">Days of warranty from delivery.</param>
public sealed record Product(Guid Id, string Sku, string Name, string? Category, decimal? Price, bool IsReturnable, bool HasFacts, int? UseUpDays, int? WarrantyDays)
{
    /// <summary>Something is claimed of it: a promise to everybody who buys it.</summary>
    public bool HasClaims { get; init; }

    /// <summary>Null: its buyers are asked when the policy says.</summary>
    public FollowUpPlan? Plan { get; init; }
}
