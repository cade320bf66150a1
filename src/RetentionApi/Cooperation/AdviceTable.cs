using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RetentionApi.Domain.Cooperation;
using RetentionApi.Platform.Json;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Cooperation;

internal sealed class AdviceTable : IEntityTypeConfiguration<GivenAdvice>
{
    public void Configure(EntityTypeBuilder<GivenAdvice> builder)
    {
        builder.ToTable("advice").IsErased(Erasure.Rows).IsLookedUpByKey();
        builder.HasKey(a => new { a.MerchantId, a.Id });
        builder.HasIndex(a => new { a.MerchantId, a.CustomerId, a.GivenAt, a.Id });
        builder.Property(a => a.Products).HasColumnType("jsonb").HasConversion(
            products => JsonSerializer.Serialize(products, JsonDefaults.Options),
            text => JsonSerializer.Deserialize<AdvisedProduct[]>(text, JsonDefaults.Options)!,
            new ValueComparer<IReadOnlyList<AdvisedProduct>>((a, b) => a!.SequenceEqual(b!), products => products.Count, products => products));
        builder.Property(a => a.Version).IsConcurrencyToken();
    }
}
