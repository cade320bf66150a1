using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>A customer whose band became high lately: their owner was reminded, or has no room for it yet. Gone after fourteen days.</summary>
internal sealed class RiskCrossingRow
{
    public Guid MerchantId { get; set; }

    public Guid CustomerId { get; set; }

    /// <summary>The merchant's day on which the daily job saw it.</summary>
    public LocalDate CrossedOn { get; set; }

    /// <summary>The day whose capacity the reminder took; null: still waiting.</summary>
    public LocalDate? RemindedOn { get; set; }

    /// <summary>Whose capacity it took; null: that of the customers nobody owns.</summary>
    public Guid? OwnerId { get; set; }
}

internal sealed class RiskCrossingTable : IEntityTypeConfiguration<RiskCrossingRow>
{
    public void Configure(EntityTypeBuilder<RiskCrossingRow> builder)
    {
        builder.ToTable("risk_crossings").IsErased(Erasure.Rows);
        builder.HasKey(c => new { c.MerchantId, c.CustomerId });
        builder.HasIndex(c => new { c.MerchantId, c.CrossedOn });
    }
}
