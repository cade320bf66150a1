using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using RetentionApi.Platform.Persistence;

namespace RetentionApi.Merchants;

/// <summary>One immutable version of a merchant's policy; decisions cite it by its number.</summary>
internal sealed class PolicyRow
{
    public Guid MerchantId { get; set; }

    public int Version { get; set; }

    public Instant ValidFrom { get; set; }

    /// <summary>JSON of <see cref="Domain.Merchants.Policy"/>.</summary>
    public required string Content { get; set; }
}

internal sealed class PolicyTable : IEntityTypeConfiguration<PolicyRow>
{
    public void Configure(EntityTypeBuilder<PolicyRow> builder)
    {
        builder.ToTable("policies").IsErased(Erasure.Nothing);
        builder.HasKey(p => new { p.MerchantId, p.Version });
        builder.Property(p => p.Content).HasColumnType("jsonb");
    }
}
