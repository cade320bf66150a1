using NodaTime;

namespace RetentionApi.Domain.Orders;

public enum OrderStatus
{
    Placed,
    Cancelled,
}

public enum PaymentStatus
{
    /// <summary>Nothing was said about payment: taken as paid.</summary>
    Unknown,
    Unpaid,
    Paid,
    PartlyRefunded,
    Refunded,
    ChargedBack,
}

public enum ReturnReason
{
    Fault,
    NotAsDescribed,
    Damaged,
    WrongItem,
    Unsuitable,
    ChangedMind,
    Other,
    Unknown,
}

/// <summary>An order as the newest report by the source's own clock tells it, with what has happened to it since.</summary>
public sealed record Order
{
    private const string PointOfSale = "pos";

    public required Guid Id { get; init; }

    /// <summary>Null: anonymous. Counts in revenue, product and batch quality, and nothing else.</summary>
    public Guid? CustomerId { get; init; }

    public required string Source { get; init; }

    public required Instant PlacedAt { get; init; }

    /// <summary>ISO 4217. Another than the merchant's counts as an order and is left out of spend.</summary>
    public required string Currency { get; init; }

    public OrderStatus Status { get; init; }

    public PaymentStatus Payment { get; init; }

    /// <summary>When payment became what it is; null: unknown, taken as <see cref="PlacedAt"/>.</summary>
    public Instant? PaymentChangedAt { get; init; }

    /// <summary>Stored and shown, never counted.</summary>
    public bool IsTest { get; init; }

    /// <summary>When this order was first stored.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>Start of the historical import that brought it, if one did: only steps due after it are owed.</summary>
    public Instant? ImportedAt { get; init; }

    /// <summary>What was paid in all; null: the sum of the lines.</summary>
    public decimal? Total { get; init; }

    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    public IReadOnlyList<Delivery> Deliveries { get; init; } = [];

    public IReadOnlyList<Return> Returns { get; init; } = [];

    /// <summary>Neither a test nor cancelled nor unpaid: its lines can be delivered, and it can make duties and evidence.</summary>
    public bool IsStanding => !IsTest && Status is OrderStatus.Placed && Payment is not PaymentStatus.Unpaid;

    /// <summary>Standing, and the money stayed: an order in counts of orders, order days and repeat orders.</summary>
    public bool CountsAsOrder => IsStanding && Payment is not (PaymentStatus.Refunded or PaymentStatus.ChargedBack) && !IsPaidBack;

    /// <summary>Bought in the shop: delivered as it is placed.</summary>
    public bool IsCarriedHome => Source == PointOfSale;

    /// <summary>What was paid in all, else what the lines cost; in the order's currency, before returns and refunds.</summary>
    public decimal Gross
    {
        get
        {
            if (Total is { } total)
                return total;
            var gross = 0m;
            foreach (var line in Lines)
                gross += line.Quantity * line.UnitPrice;
            return gross;
        }
    }

    /// <summary>The refunds that were told come to all that was paid.</summary>
    private bool IsPaidBack
    {
        get
        {
            var refunded = 0m;
            foreach (var sentBack in Returns)
                refunded += sentBack.Refund ?? 0;
            return refunded > 0 && refunded >= Gross;
        }
    }

    /// <summary>What the customer has not sent back; never below zero.</summary>
    public decimal KeptQuantity(OrderLine line)
    {
        var kept = line.Quantity;
        foreach (var sentBack in Returns)
        {
            foreach (var returned in sentBack.Lines)
                kept -= returned.LineNumber == line.Number ? returned.Quantity : 0;
        }

        return Math.Max(kept, 0);
    }
}

/// <param name="Id">Stable over versions of the order: the line's number keeps its id.</param>
/// <param name="Number">1, 2, 3 … within the order.</param>
/// <param name="Quantity">Pieces, or another unit of the merchant's; positive.</param>
/// <param name="UnitPrice">In the order's currency; zero for a free line.</param>
public sealed record OrderLine(Guid Id, int Number, Guid? ProductId, decimal Quantity, decimal UnitPrice, string? Batch);

/// <param name="LineNumbers">The lines it brings; null: all of them.</param>
/// <param name="PromisedAt">What the customer was told.</param>
/// <param name="DeliveredAt">What came true; null: still to come.</param>
/// <param name="ShippedAt">When it left the merchant; null: nobody said.</param>
public sealed record Delivery(Guid Id, IReadOnlyList<int>? LineNumbers, Instant? PromisedAt, Instant? DeliveredAt, Instant? ShippedAt = null)
{
    /// <summary>From then on it had certainly left; null: not that we know. One that was told for its promised day alone has not left by that.</summary>
    public Instant? LeftBy => ShippedAt ?? DeliveredAt;
}

/// <param name="Refund">In the order's currency; null: nothing was said.</param>
public sealed record Return(Guid Id, Instant ReturnedAt, ReturnReason Reason, IReadOnlyList<ReturnedLine> Lines, decimal? Refund);

public sealed record ReturnedLine(int LineNumber, decimal Quantity);
