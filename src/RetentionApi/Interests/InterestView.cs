using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Interests;

namespace RetentionApi.Interests;

/// <summary>What a customer asked to be told of a product.</summary>
/// <param name="CustomerId">Under whom it was asked for.</param>
/// <param name="Price">For `priceBelow`: at most so much.</param>
/// <param name="FulfilledAt">Since when it has been true; null: it waits.</param>
/// <param name="EndedAs">`told`, `skipped`, or `withdrawn`: so too what is asked for anew after they declined such news. Null while it is open.</param>
internal sealed record InterestView(
    Guid Id,
    Guid CustomerId,
    Guid ProductId,
    string ProductSku,
    string ProductName,
    InterestKind Kind,
    Money? Price,
    string? Channel,
    Instant AskedAt,
    Instant? FulfilledAt,
    Instant? EndedAt,
    InterestEnd? EndedAs)
{
    public static InterestView Of(InterestRow row, string sku, string name) => new(
        row.Id, row.CustomerId, row.ProductId, sku, name, row.Kind,
        row is { Price: { } price, Currency: { } currency } ? Money.Rounded(price, currency) : null,
        row.Channel, row.AskedAt, row.FulfilledAt, row.EndedAt, row.EndedAs);
}
