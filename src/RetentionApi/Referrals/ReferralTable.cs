using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Referrals;

/// <summary>That one customer brought another, as the storefront told it.</summary>
internal sealed class ReferralRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public Guid ReferrerId { get; set; }

    public Guid ReferredId { get; set; }

    public required string Source { get; set; }

    public required string ExternalId { get; set; }

    /// <summary>The code or link that was used, as told.</summary>
    public string? Code { get; set; }

    public Instant OccurredAt { get; set; }

    /// <summary>Derived from the referred customer's orders.</summary>
    public Instant? BoughtAt { get; set; }

    public Instant CreatedAt { get; set; }
}

internal sealed class ReferralTable : IEntityTypeConfiguration<ReferralRow>
{
    /// <summary>The constraint that somebody is brought once.</summary>
    public const string OnceReferred = "ix_referrals_merchant_id_referred_id";

    /// <summary>The constraint that a report told twice is one.</summary>
    public const string OnceReported = "ix_referrals_merchant_id_source_external_id";

    public void Configure(EntityTypeBuilder<ReferralRow> builder)
    {
        builder.ToTable("referrals").IsErased(Erasure.Rows).IsLookedUpByKey();
        builder.HasKey(r => new { r.MerchantId, r.Id });
        builder.HasIndex(r => new { r.MerchantId, r.ReferredId }).IsUnique().HasDatabaseName(OnceReferred);
        builder.HasIndex(r => new { r.MerchantId, r.Source, r.ExternalId }).IsUnique().HasDatabaseName(OnceReported);
        builder.HasIndex(r => new { r.MerchantId, r.ReferrerId, r.OccurredAt });
        builder.HasIndex(r => new { r.MerchantId, r.OccurredAt, r.Id });
    }
}
