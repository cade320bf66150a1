using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.Defections;
using RetentionApi.Domain.Orders;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reports.MonthCounts;

/// <summary>When a merchant's months were last counted: what reports call <c>asOf</c>.</summary>
internal sealed class MonthCountRow
{
    public Guid MerchantId { get; set; }

    public Instant CountedAt { get; set; }
}

/// <summary>How many came from one earned level to another in a month.</summary>
internal sealed class LevelMonthRow
{
    public Guid MerchantId { get; set; }

    /// <summary>Its first day, in the merchant's time zone, as in all tables here.</summary>
    public LocalDate Month { get; set; }

    /// <summary>0: they became known.</summary>
    public short FromLevel { get; set; }

    public short ToLevel { get; set; }

    public int Customers { get; set; }
}

/// <summary>Who bought in a month, by the month of their first order and by why they came.</summary>
internal sealed class BuyingMonthRow
{
    public Guid MerchantId { get; set; }

    public LocalDate Month { get; set; }

    /// <summary>The month of their first order; of anonymous orders the month itself.</summary>
    public LocalDate Cohort { get; set; }

    public BuyingSource Source { get; set; }

    /// <summary>With at least one order in the month; of anonymous orders 0.</summary>
    public int Customers { get; set; }

    public int Orders { get; set; }

    /// <summary>How many of these are in <see cref="Spend"/>: those in the merchant's currency.</summary>
    public int SpendOrders { get; set; }

    public decimal Spend { get; set; }
}

/// <summary>Of those who first ordered in a month: who has ordered on another day since, and how long that took.</summary>
internal sealed class SecondOrderRow
{
    public Guid MerchantId { get; set; }

    /// <summary>The month of their first order.</summary>
    public LocalDate Cohort { get; set; }

    public int Customers { get; set; }

    /// <summary>From the first order day to the second: half of them took no longer.</summary>
    public int MedianDays { get; set; }
}

/// <summary>Who was lost in a month, and who of all that were ever lost came back in it, by why they had left.</summary>
internal sealed class DefectionMonthRow
{
    public Guid MerchantId { get; set; }

    public LocalDate Month { get; set; }

    public DefectionCause Cause { get; set; }

    public CauseKnowledge Known { get; set; }

    public int Lost { get; set; }

    public int CameBack { get; set; }

    /// <summary>Of those lost in it: who has come back since, in whatever month.</summary>
    public int WonBackSince { get; set; }
}

internal sealed class MonthCountTable : IEntityTypeConfiguration<MonthCountRow>
{
    public void Configure(EntityTypeBuilder<MonthCountRow> builder)
    {
        builder.ToTable("month_counts").IsErased(Erasure.Nothing).IsSeenByWorker();
        builder.HasKey(c => c.MerchantId);
    }
}

internal sealed class LevelMonthTable : IEntityTypeConfiguration<LevelMonthRow>
{
    public void Configure(EntityTypeBuilder<LevelMonthRow> builder)
    {
        builder.ToTable("level_months").IsErased(Erasure.Nothing);
        builder.HasKey(m => new { m.MerchantId, m.Month, m.FromLevel, m.ToLevel });
    }
}

internal sealed class BuyingMonthTable : IEntityTypeConfiguration<BuyingMonthRow>
{
    public void Configure(EntityTypeBuilder<BuyingMonthRow> builder)
    {
        builder.ToTable("buying_months").IsErased(Erasure.Nothing);
        builder.HasKey(m => new { m.MerchantId, m.Month, m.Cohort, m.Source });
        builder.HasIndex(m => new { m.MerchantId, m.Cohort });
    }
}

internal sealed class SecondOrderTable : IEntityTypeConfiguration<SecondOrderRow>
{
    public void Configure(EntityTypeBuilder<SecondOrderRow> builder)
    {
        builder.ToTable("second_orders").IsErased(Erasure.Nothing);
        builder.HasKey(s => new { s.MerchantId, s.Cohort });
    }
}

internal sealed class DefectionMonthTable : IEntityTypeConfiguration<DefectionMonthRow>
{
    public void Configure(EntityTypeBuilder<DefectionMonthRow> builder)
    {
        builder.ToTable("defection_months").IsErased(Erasure.Nothing);
        builder.HasKey(m => new { m.MerchantId, m.Month, m.Cause, m.Known });
    }
}
