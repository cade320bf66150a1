using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Customers;

/// <summary>All that the machine derives of a customer, narrow: lists filter and page on it. Its row is the dispatcher's lock on the customer.</summary>
internal sealed class CustomerStandingRow
{
    public Guid MerchantId { get; set; }

    public Guid CustomerId { get; set; }

    /// <summary>The customer's owner, kept here for the lists.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>As shown: the override's while one lasts.</summary>
    public Level? Level { get; set; }

    public Level EarnedLevel { get; set; } = Domain.Relationships.Level.Basic;

    public Instant LevelSince { get; set; }

    public Instant? OverrideUntil { get; set; }

    /// <summary>What the level falls to at <see cref="FallsAt"/> unless something mends it.</summary>
    public Level? LapsingTo { get; set; }

    public Instant? FallsAt { get; set; }

    /// <summary>When time alone changes level or rungs; null: never.</summary>
    public Instant? LevelChangesAt { get; set; }

    /// <summary>What the sums below were decayed to.</summary>
    public Instant TrustAt { get; set; }

    public double CognitivePositive { get; set; }

    public double CognitiveNegative { get; set; }

    public double CognitiveBreach { get; set; }

    public double AffectivePositive { get; set; }

    public double AffectiveNegative { get; set; }

    public double AffectiveBreach { get; set; }

    public double BehaviouralPositive { get; set; }

    public double BehaviouralNegative { get; set; }

    public double BehaviouralBreach { get; set; }

    public required string TrustStage { get; set; }

    /// <summary>active, cooling, high, lost; null: no counted order or an objection.</summary>
    public string? RiskBand { get; set; }

    public int OrderDays { get; set; }

    public LocalDate? FirstOrderOn { get; set; }

    public LocalDate? LastOrderOn { get; set; }

    public LocalDate? CoolingOn { get; set; }

    public LocalDate? HighOn { get; set; }

    public LocalDate? LostOn { get; set; }

    /// <summary>The next of the three days above; the daily job reads who crosses today.</summary>
    public LocalDate? CrossesOn { get; set; }

    /// <summary>The day by which half of those like this customer have ordered again.</summary>
    public LocalDate? NextOrderOn { get; set; }

    /// <summary>In the merchant's currency, as of <see cref="RiskAsOf"/>.</summary>
    public decimal? ValueAtStake { get; set; }

    /// <summary>The value at stake in hundredths, made by the database: row-level security lets no index compare a numeric.</summary>
    public long? StakeRank { get; private set; }

    public LocalDate? RiskAsOf { get; set; }

    /// <summary>Sum and number of orders in the merchant's currency.</summary>
    public decimal Spend { get; set; }

    public int SpendOrders { get; set; }

    /// <summary>When anything of this customer last changed; lists are sorted by it.</summary>
    public Instant TouchedAt { get; set; }
}

internal sealed class CustomerStandingTable : IEntityTypeConfiguration<CustomerStandingRow>
{
    public void Configure(EntityTypeBuilder<CustomerStandingRow> builder)
    {
        builder.ToTable("customer_standings").IsErased(Erasure.Rows).IsSeenByWorker().HasStorage($"fillfactor = 80, {Annotations.AnalyzedSoon}");
        builder.HasKey(s => new { s.MerchantId, s.CustomerId });
        builder.HasIndex(s => new { s.MerchantId, s.TouchedAt, s.CustomerId });
        builder.HasIndex(s => new { s.MerchantId, s.Level, s.RiskBand, s.TouchedAt, s.CustomerId });
        builder.HasIndex(s => new { s.MerchantId, s.RiskBand, s.TouchedAt, s.CustomerId });
        builder.HasIndex(s => new { s.MerchantId, s.OwnerId, s.TouchedAt, s.CustomerId }).HasFilter("owner_id IS NOT NULL");
        builder.Property(s => s.StakeRank).HasComputedColumnSql("(CASE WHEN value_at_stake > 1e15 THEN 1e17 ELSE floor(value_at_stake * 100) END)::bigint", stored: true);
        builder.HasIndex(s => new { s.MerchantId, s.StakeRank, s.CustomerId }).HasFilter("stake_rank IS NOT NULL");
        builder.HasIndex(s => new { s.MerchantId, s.RiskBand, s.StakeRank, s.CustomerId }).HasFilter("stake_rank IS NOT NULL");
        builder.HasIndex(s => new { s.MerchantId, s.CrossesOn }).HasFilter("crosses_on IS NOT NULL");
        builder.HasIndex(s => new { s.MerchantId, s.FirstOrderOn }).HasFilter("first_order_on IS NOT NULL");
        builder.HasIndex(s => new { s.MerchantId, s.LevelChangesAt }).HasFilter("level_changes_at IS NOT NULL");
    }
}
