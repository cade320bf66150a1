using NodaTime;
using RetentionApi.Domain.Common;
using RetentionApi.Domain.Orders;

namespace RetentionApi.Orders;

/// <summary>An order as its newest report tells it, with what has happened to it since.</summary>
/// <param name="CustomerId">Null: anonymous.</param>
/// <param name="Test">Stored and shown, never counted.</param>
/// <param name="UpdatedAt">By the source's own clock.</param>
internal sealed record OrderView(
    Guid Id,
    string Source,
    string ExternalId,
    Guid? CustomerId,
    Instant PlacedAt,
    Money Total,
    OrderStatus Status,
    PaymentStatus Payment,
    bool Test,
    string? Country,
    IReadOnlyList<OrderLineView> Lines,
    IReadOnlyList<DeliveryView> Deliveries,
    IReadOnlyList<ReturnView> Returns,
    Instant UpdatedAt,
    Instant CreatedAt);

/// <param name="Id">What an answer to a quality check names.</param>
/// <param name="Number">1, 2, 3 … within the order.</param>
/// <param name="Batch">The lot it came from.</param>
internal sealed record OrderLineView(Guid Id, int Number, string Sku, decimal Quantity, Money UnitPrice, string? Batch);

/// <param name="LineNumbers">The lines it brings; null: all.</param>
/// <param name="ShippedAt">When it left you; null: you did not say.</param>
/// <param name="DeliveredAt">Null: still to come.</param>
internal sealed record DeliveryView(
    Guid Id, Guid OrderId, string Source, string ExternalId, IReadOnlyList<int>? LineNumbers, Instant? PromisedAt, Instant? ShippedAt, Instant? DeliveredAt, int Version)
    : Platform.Mediation.IVersioned;

/// <param name="Refund">What was paid back.</param>
internal sealed record ReturnView(
    Guid Id, Guid OrderId, string Source, string ExternalId, ReturnReason Reason, Instant ReturnedAt, IReadOnlyList<ReturnedLine> Lines, Money? Refund);
