using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.Relationships;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Relationships;

/// <summary>Append-only. A withdrawal is a row of its own that names what it withdraws by <see cref="WithdrawsId"/>.</summary>
internal sealed class EvidenceRow
{
    public Guid MerchantId { get; set; }

    public Guid CustomerId { get; set; }

    public Instant OccurredAt { get; set; }

    public Guid Id { get; set; }

    public EvidenceKind Kind { get; set; }

    public required string Source { get; set; }

    public Instant RecordedAt { get; set; }

    public double Weight { get; set; }

    /// <summary>Set: this row takes that one back; its kind and source are those of what it withdraws.</summary>
    public Guid? WithdrawsId { get; set; }

    public TrustLayer? LayerOfBreach { get; set; }

    public Guid? ProductId { get; set; }

    public string? Batch { get; set; }

    public Guid? OrderId { get; set; }
}

/// <summary>One change of a customer's level, with what made it.</summary>
internal sealed class LevelTransitionRow
{
    public Guid MerchantId { get; set; }

    public Guid CustomerId { get; set; }

    public Instant OccurredAt { get; set; }

    public Guid Id { get; set; }

    public Level FromLevel { get; set; }

    public Level ToLevel { get; set; }

    /// <summary>JSON of an explanation's code and parameters.</summary>
    public required string Reason { get; set; }

    public int PolicyVersion { get; set; }

    public Instant RecordedAt { get; set; }
}

/// <summary>A manager's word that stands instead of the earned level until it ends.</summary>
internal sealed class LevelOverrideRow
{
    public Guid MerchantId { get; set; }

    public Guid CustomerId { get; set; }

    public Guid Id { get; set; }

    public Level Level { get; set; }

    public required string Reason { get; set; }

    public Instant ValidFrom { get; set; }

    public Instant ValidUntil { get; set; }

    /// <summary>The key or person who said so.</summary>
    public Guid SetBy { get; set; }
}

internal sealed class EvidenceTable : IEntityTypeConfiguration<EvidenceRow>
{
    public void Configure(EntityTypeBuilder<EvidenceRow> builder)
    {
        builder.ToTable("evidence").IsErased(Erasure.Rows).IsLookedUpByKey();
        builder.HasKey(e => new { e.MerchantId, e.CustomerId, e.OccurredAt, e.Id });
        builder.HasIndex(e => new { e.MerchantId, e.Source, e.Kind, e.CustomerId }).IsUnique().HasFilter("withdraws_id IS NULL");
        builder.HasIndex(e => new { e.MerchantId, e.WithdrawsId }).IsUnique().HasFilter("withdraws_id IS NOT NULL");
    }
}

internal sealed class LevelTransitionTable : IEntityTypeConfiguration<LevelTransitionRow>
{
    public void Configure(EntityTypeBuilder<LevelTransitionRow> builder)
    {
        builder.ToTable("level_transitions").IsErased(Erasure.Rows).IsLookedUpByKey();
        builder.HasKey(t => new { t.MerchantId, t.CustomerId, t.OccurredAt, t.Id });
        builder.HasIndex(t => new { t.MerchantId, t.CustomerId, t.OccurredAt, t.ToLevel }).IsUnique();
        builder.Property(t => t.Reason).HasColumnType("jsonb");
    }
}

internal sealed class LevelOverrideTable : IEntityTypeConfiguration<LevelOverrideRow>
{
    public void Configure(EntityTypeBuilder<LevelOverrideRow> builder)
    {
        builder.ToTable("level_overrides").IsErased(Erasure.Rows);
        builder.HasKey(o => new { o.MerchantId, o.CustomerId, o.Id });
    }
}
