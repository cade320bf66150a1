using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Risk;

/// <summary>One fit on the merchant's own orders, with its back-test beside it.</summary>
internal sealed class ChurnModelRow
{
    public Guid MerchantId { get; set; }

    /// <summary>That of the operation that made it, so that a fit taken up after a restart makes no second model.</summary>
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

    /// <summary>There was too little to learn from: mostly the prior speaks.</summary>
    public bool IsPriorBased { get; set; }

    /// <summary>P(alive) is withheld.</summary>
    public bool IsDegenerate { get; set; }

    /// <summary>Of the spend model; null where there is none with a finite mean.</summary>
    public double? SpendP { get; set; }

    public double? SpendQ { get; set; }

    /// <summary>In the merchant's currency.</summary>
    public double? SpendV { get; set; }

    /// <summary>Of all order days with a value: what an order is taken to be worth where there is no spend model. Null without any.</summary>
    public double? MeanOrderValue { get; set; }

    /// <summary>JSON of <see cref="Churn.RiskRule"/>: where the bands begin, by the policy of the day it was fitted.</summary>
    public required string Bands { get; set; }

    /// <summary>JSON of <see cref="FitReport"/>: likelihood, counts, horizon, spend model, back-test.</summary>
    public required string Report { get; set; }
}

internal sealed class ChurnModelTable : IEntityTypeConfiguration<ChurnModelRow>
{
    public void Configure(EntityTypeBuilder<ChurnModelRow> builder)
    {
        builder.ToTable("churn_models").IsErased(Erasure.Nothing);
        builder.HasKey(m => new { m.MerchantId, m.Id });
        builder.HasIndex(m => m.MerchantId).IsUnique().HasFilter("is_current");
        builder.HasIndex(m => new { m.MerchantId, m.FittedAt, m.Id });
        builder.Property(m => m.Bands).HasColumnType("jsonb");
        builder.Property(m => m.Report).HasColumnType("jsonb");
    }
}
