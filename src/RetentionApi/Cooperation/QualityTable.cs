using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cooperation;

/// <summary>A customer's newest answer about one order line, or that it came back for a fault, as the derivation finds it: of what the quality of products and batches is counted.</summary>
internal sealed class QualityRatingRow
{
    public Guid MerchantId { get; set; }

    /// <summary>Under whom the order came in.</summary>
    public Guid CustomerId { get; set; }

    public Guid OrderLineId { get; set; }

    public Guid ProductId { get; set; }

    public string? Batch { get; set; }

    /// <summary>1 (worst) to 5; null: it came back, and nothing was said.</summary>
    public int? Rating { get; set; }

    /// <summary>Null: neither good nor bad.</summary>
    public QualityVerdict? Verdict { get; set; }

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

    /// <summary>Lines that were rated well.</summary>
    public int Sound { get; set; }

    /// <summary>Lines that were rated badly or came back for a fault.</summary>
    public int Defects { get; set; }

    /// <summary>Different customers who had a defect.</summary>
    public int Affected { get; set; }
}

/// <summary>The same for one batch of a product; there is a row while there is an answer.</summary>
internal sealed class BatchQualityRow
{
    public Guid MerchantId { get; set; }

    public Guid ProductId { get; set; }

    public required string Batch { get; set; }

    public int Answers { get; set; }

    public long Ratings { get; set; }

    public int Sound { get; set; }

    public int Defects { get; set; }

    public int Affected { get; set; }
}

internal sealed class QualityRatingTable : IEntityTypeConfiguration<QualityRatingRow>
{
    /// <summary>How good a product and a batch turned out stays, and how many different customers had a defect.</summary>
    private const string OfErased = "UPDATE quality_ratings SET customer_id = $4 WHERE merchant_id = $1 AND customer_id = ANY($2)";

    public void Configure(EntityTypeBuilder<QualityRatingRow> builder)
    {
        builder.ToTable("quality_ratings").IsErased(Erasure.Fields, OfErased).IsLookedUpByKey();
        builder.HasKey(r => new { r.MerchantId, r.CustomerId, r.OrderLineId, r.ProductId });
        builder.HasIndex(r => new { r.MerchantId, r.ProductId }).IncludeProperties(r => new { r.Batch, r.Rating, r.Verdict, r.CustomerId });
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

internal sealed class BatchQualityTable : IEntityTypeConfiguration<BatchQualityRow>
{
    public void Configure(EntityTypeBuilder<BatchQualityRow> builder)
    {
        builder.ToTable("batch_quality").IsErased(Erasure.Nothing).IsLookedUpByKey();
        builder.HasKey(q => new { q.MerchantId, q.ProductId, q.Batch });
    }
}
