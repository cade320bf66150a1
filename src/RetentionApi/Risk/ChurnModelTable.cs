using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>One fit on the merchant's own orders, with its back-test beside it.</summary>
internal sealed class ChurnModelRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    /// <summary>The evaluation day.</summary>
    public LocalDate AsOf { get; set; }

    public Instant FittedAt { get; set; }

    /// <summary>The model by which customers are scored now.</summary>
    public bool IsCurrent { get; set; }

    public int HorizonDays { get; set; }

    public double R { get; set; }

    /// <summary>In days.</summary>
    public double Alpha { get; set; }

    public double A { get; set; }

    public double B { get; set; }

    /// <summary>JSON of the whole fit: likelihood, counts, flags, spend model, back-test.</summary>
    public required string Report { get; set; }
}

internal sealed class ChurnModelTable : IEntityTypeConfiguration<ChurnModelRow>
{
    public void Configure(EntityTypeBuilder<ChurnModelRow> builder)
    {
        builder.ToTable("churn_models").IsErased(Erasure.Nothing);
        builder.HasKey(m => new { m.MerchantId, m.Id });
        builder.HasIndex(m => m.MerchantId).IsUnique().HasFilter("is_current");
        builder.Property(m => m.Report).HasColumnType("jsonb");
    }
}
