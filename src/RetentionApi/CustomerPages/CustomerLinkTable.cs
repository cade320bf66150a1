using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.CustomerPages;

/// <summary>A link as it is kept: the hash of its secret. The secret itself stands in one message to the customer and nowhere else.</summary>
internal sealed class CustomerLinkRow
{
    public Guid MerchantId { get; set; }

    public Guid Id { get; set; }

    public Guid CustomerId { get; set; }

    /// <summary>SHA-256 of the link's random part.</summary>
    public required byte[] Hash { get; set; }

    public LinkPurpose Purpose { get; set; }

    public Guid SubjectId { get; set; }

    public Instant CreatedAt { get; set; }

    public Instant ExpiresAt { get; set; }

    /// <summary>When its one submission was stored.</summary>
    public Instant? UsedAt { get; set; }
}

internal sealed class CustomerLinkTable : IEntityTypeConfiguration<CustomerLinkRow>
{
    public void Configure(EntityTypeBuilder<CustomerLinkRow> builder)
    {
        builder.ToTable("customer_links").IsErased(Erasure.Rows).IsLookedUpByKey()
            .IsExported("SELECT l.id, l.customer_id, l.purpose, l.subject_id, l.created_at, l.expires_at, l.used_at FROM customer_links l WHERE l.merchant_id = $1 AND l.customer_id = ANY($2) ORDER BY l.created_at, l.id");
        builder.HasKey(l => new { l.MerchantId, l.Id });
        builder.HasIndex(l => new { l.MerchantId, l.Hash }).IsUnique();
        builder.HasIndex(l => new { l.MerchantId, l.CustomerId });
        builder.HasIndex(l => new { l.MerchantId, l.ExpiresAt });
    }
}
