using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Merchants.Policies;

/// <summary>One immutable version of a merchant's policy; decisions cite it by its number. Which one is in effect stands in the merchant's own row.</summary>
internal sealed class PolicyRow
{
    public Guid MerchantId { get; set; }

    public int Version { get; set; }

    /// <summary>When it is to come into effect.</summary>
    public Instant ValidFrom { get; set; }

    /// <summary>When it did; null: it is still to come, or a newer version came first.</summary>
    public Instant? ActivatedAt { get; set; }

    /// <summary>JSON of <see cref="Domain.Merchants.Policy"/>.</summary>
    public required string Content { get; set; }

    /// <summary>Why.</summary>
    public string? Note { get; set; }

    public Instant CreatedAt { get; set; }

    /// <summary>The operation that derives every customer anew; null: nothing that they stand on has changed, or it is not in effect.</summary>
    public Guid? RecomputeId { get; set; }

    /// <summary>The member of staff, or else the key; null: made with the merchant.</summary>
    public Guid? CreatedBy { get; set; }
}

internal sealed class PolicyTable : IEntityTypeConfiguration<PolicyRow>
{
    public void Configure(EntityTypeBuilder<PolicyRow> builder)
    {
        builder.ToTable("policies").IsErased(Erasure.Nothing).IsSeenByWorker();
        builder.HasKey(p => new { p.MerchantId, p.Version });
        builder.HasIndex(p => new { p.MerchantId, p.ValidFrom }).HasFilter("activated_at IS NULL");
        builder.Property(p => p.Content).HasColumnType("jsonb");
    }
}
