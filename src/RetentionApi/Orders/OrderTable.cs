using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.Orders;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Orders;

/// <summary>An order as its newest report tells it, by the source's own clock.</summary>
internal sealed class OrderRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public required string Source { get; set; }

    public required string ExternalId { get; set; }

    /// <summary>Null: anonymous.</summary>
    public Guid? CustomerId { get; set; }

    public Instant PlacedAt { get; set; }

    public required string Currency { get; set; }

    public decimal Total { get; set; }

    public OrderStatus Status { get; set; }

    public PaymentStatus Payment { get; set; }

    /// <summary>When payment became what it is.</summary>
    public Instant PaymentChangedAt { get; set; }

    public bool IsTest { get; set; }

    /// <summary>ISO 3166-1 alpha-2 or as told.</summary>
    public string? Country { get; set; }

    public Instant? ImportedAt { get; set; }

    public Instant SourceUpdatedAt { get; set; }

    public Instant CreatedAt { get; set; }

    public Instant UpdatedAt { get; set; }
}

internal sealed class OrderLineRow
{
    public Guid MerchantId { get; set; }

    public Guid OrderId { get; set; }

    public int Number { get; set; }

    public Guid Id { get; set; }

    public Guid? ProductId { get; set; }

    public required string Sku { get; set; }

    public decimal Quantity { get; set; }

    public decimal UnitPrice { get; set; }

    public string? Batch { get; set; }
}

/// <summary>Every version ever reported, as it was told; append-only.</summary>
internal sealed class OrderVersionRow
{
    public Guid MerchantId { get; set; }

    public Guid OrderId { get; set; }

    public Instant ReceivedAt { get; set; }

    public Guid Id { get; set; }

    public Instant SourceUpdatedAt { get; set; }

    /// <summary>JSON.</summary>
    public required string Body { get; set; }
}

internal sealed class ReturnRow
{
    public Guid MerchantId { get; set; }

    public Guid OrderId { get; set; }

    public Guid Id { get; set; }

    public required string Source { get; set; }

    public required string ExternalId { get; set; }

    public ReturnReason Reason { get; set; }

    public Instant ReturnedAt { get; set; }

    /// <summary>What was paid back, in the order's currency.</summary>
    public decimal? Refund { get; set; }

    public int[] LineNumbers { get; set; } = [];

    /// <summary>Pieces returned of each line above.</summary>
    public decimal[] Quantities { get; set; } = [];

    public Instant CreatedAt { get; set; }
}

internal sealed class OrderTable : IEntityTypeConfiguration<OrderRow>
{
    /// <summary>What belongs to a person's orders; $1 merchant, $2 the ids of the person.</summary>
    public static string RowsOf(string table) =>
        $"SELECT t.* FROM orders o JOIN {table} t ON t.merchant_id = $1 AND t.order_id = o.id WHERE o.merchant_id = $1 AND o.customer_id = ANY($2) ORDER BY o.placed_at, o.id, t.id";

    public void Configure(EntityTypeBuilder<OrderRow> builder)
    {
        builder.ToTable("orders").IsErased(Erasure.Fields, "UPDATE orders SET customer_id = NULL WHERE merchant_id = $1 AND customer_id = ANY($2)").IsLookedUpByKey();
        builder.HasKey(o => new { o.MerchantId, o.Id });
        builder.HasIndex(o => new { o.MerchantId, o.Source, o.ExternalId }).IsUnique();
        builder.HasIndex(o => new { o.MerchantId, o.CustomerId, o.PlacedAt });
        builder.HasIndex(o => new { o.MerchantId, o.PlacedAt, o.Id });
        builder.HasIndex(o => new { o.MerchantId, o.PlacedAt, o.Id }, "ix_orders_cancelled").HasFilter("status = 'cancelled'");
    }
}

internal sealed class OrderLineTable : IEntityTypeConfiguration<OrderLineRow>
{
    public void Configure(EntityTypeBuilder<OrderLineRow> builder)
    {
        builder.ToTable("order_lines").IsErased(Erasure.Nothing).IsExported(OrderTable.RowsOf("order_lines")).IsLookedUpByKey();
        builder.HasKey(l => new { l.MerchantId, l.OrderId, l.Number });
        builder.HasIndex(l => new { l.MerchantId, l.ProductId, l.Batch });
    }
}

internal sealed class OrderVersionTable : IEntityTypeConfiguration<OrderVersionRow>
{
    /// <summary>As the API takes it the customer stands in the first two, as an import tells them in the other two.</summary>
    private const string OfErased = "UPDATE order_versions SET body = body - 'customer' - 'customerId' - 'email' WHERE merchant_id = $1 AND order_id = ANY($3) AND body ?| ARRAY['customer', 'customerId', 'email']";

    public void Configure(EntityTypeBuilder<OrderVersionRow> builder)
    {
        builder.ToTable("order_versions").IsErased(Erasure.Fields, OfErased).IsExported(OrderTable.RowsOf("order_versions")).IsLookedUpByKey().IsAppended();
        builder.HasKey(v => new { v.MerchantId, v.OrderId, v.ReceivedAt, v.Id });
        builder.Property(v => v.Body).HasColumnType("jsonb");
    }
}

internal sealed class ReturnTable : IEntityTypeConfiguration<ReturnRow>
{
    public void Configure(EntityTypeBuilder<ReturnRow> builder)
    {
        builder.ToTable("returns").IsErased(Erasure.Nothing).IsExported(OrderTable.RowsOf("returns")).IsLookedUpByKey();
        builder.HasKey(r => new { r.MerchantId, r.OrderId, r.Id });
        builder.HasIndex(r => new { r.MerchantId, r.Source, r.ExternalId }).IsUnique();
    }
}
