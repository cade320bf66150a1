using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionApi.Domain.Reviews;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Reviews;

/// <summary>What a review holds; the clock of each of its improvements is a row of <c>follow_ups</c> with the cause <c>review:{id}</c>.</summary>
internal sealed class ReviewTable : IEntityTypeConfiguration<Review>
{
    /// <summary>The constraint that a quarter of a segment, or of all customers, is reviewed once.</summary>
    public const string OnePerQuarter = "ix_reviews_one_per_quarter";

    public void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.ToTable("reviews").IsErased(Erasure.Nothing).IsSeenByWorker();
        builder.HasKey(r => new { r.MerchantId, r.Id });
        builder.HasIndex(r => new { r.MerchantId, r.SegmentId, r.QuarterBegins }).IsUnique().AreNullsDistinct(false).HasDatabaseName(OnePerQuarter);
        builder.HasIndex(r => new { r.MerchantId, r.QuarterBegins, r.Id });
        builder.Property(r => r.Figures).IsJson();
        builder.Property(r => r.Goals).IsJson();
        builder.Property(r => r.Improvements).IsJson();
        builder.Property(r => r.Version).IsConcurrencyToken();
    }
}
