using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Orders;

internal sealed class DeliveryRow
{
    public Guid MerchantId { get; set; }

    public Guid OrderId { get; set; }

    public Guid Id { get; set; }

    public required string Source { get; set; }

    public required string ExternalId { get; set; }

    /// <summary>Null: all lines of the order.</summary>
    public int[]? LineNumbers { get; set; }

    public Instant? PromisedAt { get; set; }

    public Instant? ShippedAt { get; set; }

    public Instant? DeliveredAt { get; set; }

    public Instant SourceUpdatedAt { get; set; }

    public int Version { get; set; } = 1;

    public Instant CreatedAt { get; set; }
}

internal sealed class DeliveryTable : IEntityTypeConfiguration<DeliveryRow>
{
    public void Configure(EntityTypeBuilder<DeliveryRow> builder)
    {
        builder.ToTable("deliveries").IsErased(Erasure.Nothing).IsExported(OrderTable.RowsOf("deliveries")).IsLookedUpByKey();
        builder.HasKey(d => new { d.MerchantId, d.OrderId, d.Id });
        builder.HasIndex(d => new { d.MerchantId, d.Source, d.ExternalId }).IsUnique();
        builder.Property(d => d.Version).IsConcurrencyToken();
    }
}
