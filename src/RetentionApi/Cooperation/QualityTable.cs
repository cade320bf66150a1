using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cooperation;

/// <summary>A customer's newest answer about one order line, as the derivation finds it: of what a product's quality is counted.</summary>
internal sealed class QualityRatingRow
{
    public Guid MerchantId { get; set; }

    /// <summary>Under whom the order came in.</summary>
    public Guid CustomerId { get; set; }

    public Guid OrderLineId { get; set; }

    public Guid ProductId { get; set; }

    public string? Batch { get; set; }

    /// <summary>1 (worst) to 5.</summary>
    public int Rating { get; set; }

    public Instant AnsweredAt { get; set; }
}

/// <summary>How many answers there are about a product, and their sum: counted anew from the answers whenever one of them changes, so that a category is compared without reading them.</summary>
internal sealed class ProductQualityRow
{
    public Guid MerchantId { get; set; }

    public Guid ProductId { get; set; }

    public int Answers { get; set; }

    /// <summary>The sum of the ratings.</summary>
    public long Ratings { get; set; }
}

internal sealed class QualityRatingTable : IEntityTypeConfiguration<QualityRatingRow>
{
    public void Configure(EntityTypeBuilder<QualityRatingRow> builder)
    {
        builder.ToTable("quality_ratings").IsErased(Erasure.Rows).IsLookedUpByKey();
        builder.HasKey(r => new { r.MerchantId, r.CustomerId, r.OrderLineId, r.ProductId });
        builder.HasIndex(r => new { r.MerchantId, r.ProductId }).IncludeProperties(r => r.Rating);
    }
}

internal sealed class ProductQualityTable : IEntityTypeConfiguration<ProductQualityRow>
{
    public void Configure(EntityTypeBuilder<ProductQualityRow> builder)
    {
        builder.ToTable("product_quality").IsErased(Erasure.Nothing).IsLookedUpByKey();
        builder.HasKey(q => new { q.MerchantId, q.ProductId });
    }
}
