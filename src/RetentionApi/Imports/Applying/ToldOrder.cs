using NodaTime;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Imports.Applying;

/// <summary>An order as a file tells it, in whatever kind of lines: what was sold, and what came back.</summary>
internal sealed record ToldOrder(string ExternalId, Instant PlacedAt, string? CustomerId, string? Email, string Currency, string? Country)
{
    /// <summary>Null: the sum of the lines.</summary>
    public decimal? Total { get; init; }

    public OrderStatus Status { get; init; }

    public bool IsTest { get; init; }

    /// <summary>Whether it is a sale at all; otherwise it is a credit note only.</summary>
    public bool IsSale { get; init; } = true;

    public IReadOnlyList<ToldLine> Sold { get; init; } = [];

    /// <summary>With positive quantities.</summary>
    public IReadOnlyList<ToldLine> Returned { get; init; } = [];

    public IEnumerable<ToldLine> Lines => Sold.Concat(Returned);
}

internal sealed record ToldLine(string Sku, string? ProductName, decimal Quantity, decimal UnitPrice, string? Batch, Instant? ShippedAt, Instant? DeliveredAt);
