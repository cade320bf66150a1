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

    /// <summary>Whom the person brought is nobody's merit any more. That somebody brought the person stays theirs: of a person with two referrals each is of somebody else.</summary>
    private const string ByErased = "DELETE FROM referrals WHERE merchant_id = $1 AND referrer_id = ANY($2)",
        OfErased = "UPDATE referrals SET referred_id = gen_random_uuid() WHERE merchant_id = $1 AND referred_id = ANY($2)";

    public void Configure(EntityTypeBuilder<ReferralRow> builder)
    {
        builder.ToTable("referrals").IsErased(Erasure.Fields, ByErased, OfErased).IsLookedUpByKey()
            .IsExported("""
                SELECT r.id, r.source, r.external_id, r.code, r.occurred_at, r.bought_at, r.created_at, r.referrer_id = ANY($2) AS is_referrer, r.referred_id = ANY($2) AS is_referred
                FROM referrals r WHERE r.merchant_id = $1 AND (r.referrer_id = ANY($2) OR r.referred_id = ANY($2)) ORDER BY r.occurred_at, r.id
                """);
        builder.HasKey(r => new { r.MerchantId, r.Id });
        builder.HasIndex(r => new { r.MerchantId, r.ReferredId }).IsUnique().HasDatabaseName(OnceReferred);
        builder.HasIndex(r => new { r.MerchantId, r.Source, r.ExternalId }).IsUnique().HasDatabaseName(OnceReported);
        builder.HasIndex(r => new { r.MerchantId, r.ReferrerId, r.OccurredAt });
        builder.HasIndex(r => new { r.MerchantId, r.OccurredAt, r.Id });
    }
}
