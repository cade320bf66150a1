using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Orders;

/// <summary>One day on which a customer ordered, in the merchant's time zone: what the churn model reads, in one scan of one narrow table.</summary>
internal sealed class OrderDayRow
{
    public Guid MerchantId { get; set; }

    public Guid CustomerId { get; set; }

    public LocalDate Day { get; set; }

    public int Orders { get; set; }

    /// <summary>How many of these are in <see cref="Spend"/>.</summary>
    public int SpendOrders { get; set; }

    /// <summary>In the merchant's currency; orders in another count with nothing.</summary>
    public decimal Spend { get; set; }
}

internal sealed class OrderDayTable : IEntityTypeConfiguration<OrderDayRow>
{
    public void Configure(EntityTypeBuilder<OrderDayRow> builder)
    {
        builder.ToTable("order_days").IsErased(Erasure.Rows);
        builder.HasKey(d => new { d.MerchantId, d.CustomerId, d.Day });
    }
}
